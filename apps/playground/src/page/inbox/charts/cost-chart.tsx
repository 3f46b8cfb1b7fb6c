import type { MessageStats } from '@chatti/sandbox';
import { useQuery } from '@tanstack/react-query';
import { accountQuery } from '../../api/queries.ts';
import { costBars } from './bars-of.ts';
import styles from './charts.module.css';

/** What the messages cost, beside what is left to spend. */
export function CostChart({ stats }: { stats: MessageStats }) {
  const { data: account } = useQuery(accountQuery);
  const bars = account ? costBars(stats, account) : [];
  if (bars.length === 0) return null;
  return (
    <table className={styles.bars}>
      <caption>Cost, {account?.currency}</caption>
      <tbody>
        {bars.map(({ name, amount, share }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td aria-hidden>
              <span style={{ width: `${share * 100}%` }} />
            </td>
            <td>{amount}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
