import { figure } from '../../design/figure.ts';
import type { ChartBar } from './bars-of.ts';
import styles from './charts.module.css';

interface BarChartProps {
  readonly title: string;
  readonly bars: readonly ChartBar[];
  readonly onSearch: (search: string) => void;
}

/** Bars side by side, as the table that they are. */
export function BarChart({ title, bars, onSearch }: BarChartProps) {
  if (bars.length === 0) return null;
  return (
    <table className={styles.bars}>
      <caption>{title}</caption>
      <tbody>
        {bars.map(({ name, value, told, share, search }) => (
          <tr key={name}>
            <th scope="row">
              <button type="button" title={search} onClick={() => onSearch(search)}>
                {name}
              </button>
            </th>
            <td aria-hidden onClick={() => onSearch(search)}>
              <span data-status={name} style={{ width: `${share * 100}%` }} />
            </td>
            <td>{told ?? figure(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
