import { figure } from '../../design/figure.ts';
import type { ChartBar } from './bars-of.ts';
import styles from './charts.module.css';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** The messages of the last hour, minute by minute. Only a minute with messages leads anywhere. */
export function TimeChart({
  bars,
  onSearch,
}: {
  bars: readonly ChartBar[];
  onSearch: (search: string) => void;
}) {
  const most = Math.max(0, ...bars.map(({ value }) => value));
  const [first] = bars;
  return (
    <figure className={styles.time}>
      <figcaption>
        Messages per minute <span>{most === 0 ? 'none in the last hour' : `at most ${figure(most)}`}</span>
      </figcaption>
      <ol>
        {bars.map(({ name, value, share, search }) => (
          <li key={name}>
            {value > 0 && (
              <button
                type="button"
                title={`${figure(value)} at ${clock.format(new Date(name))}`}
                aria-label={`${value} messages at ${clock.format(new Date(name))}`}
                onClick={() => onSearch(search)}
              >
                <span style={{ height: `${Math.max(share * 100, 4)}%` }} />
              </button>
            )}
          </li>
        ))}
      </ol>
      {first && (
        <p aria-hidden>
          <span>{clock.format(new Date(first.name))}</span>
          <span>now</span>
        </p>
      )}
    </figure>
  );
}
