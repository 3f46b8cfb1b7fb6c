import { queryOptions, useQuery } from '@tanstack/react-query';
import { callSandbox } from '../../api/call.ts';
import { accountQuery } from '../../api/queries.ts';
import { Empty } from '../../design/empty.tsx';
import { figure } from '../../design/figure.ts';
import { costBars, segmentBars, statusBars, timeBars } from './bars-of.ts';
import { BarChart } from './bar-chart.tsx';
import styles from './charts.module.css';
import { TimeChart } from './time-chart.tsx';

/** How long is looked back: an hour, minute by minute. */
const span = { bucket_s: 60, buckets: 60 };

const statsQuery = queryOptions({
  queryKey: ['stats', 'inbox'],
  queryFn: ({ signal }) => callSandbox('messages', 'stats', span, signal),
});

interface NothingPickedProps {
  readonly isSandbox: boolean;
  readonly onSearch: (search: string) => void;
}

/** What there is to see while no message is picked: all of them at a glance. */
export function NothingPicked({ isSandbox, onSearch }: NothingPickedProps) {
  const { data: stats } = useQuery({ ...statsQuery, enabled: isSandbox });
  const { data: account } = useQuery({ ...accountQuery, enabled: isSandbox });
  if (!stats) {
    return (
      <Empty title="No message picked">
        Pick one from the list to see its thread, its times and its JSON.
      </Empty>
    );
  }
  const facts = [
    ['messages', figure(stats.total)],
    ['opt-outs', figure(stats.opt_outs)],
    ...stats.cost.map(({ amount, currency }) => [`${currency} spent`, amount] as const),
    ...(account?.balance ? [[`${account.currency} left`, account.balance] as const] : []),
  ] as const;
  return (
    <div className={styles.charts} tabIndex={0} role="region" aria-label="At a glance">
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <TimeChart bars={timeBars(stats)} onSearch={onSearch} />
      <BarChart title="By status" bars={statusBars(stats)} onSearch={onSearch} />
      <BarChart title="By segments" bars={segmentBars(stats)} onSearch={onSearch} />
      {stats.cost.map(({ currency }) => (
        <BarChart
          key={currency}
          title={`Cost by segments, ${currency}`}
          bars={costBars(stats, currency)}
          onSearch={onSearch}
        />
      ))}
      <p className={styles.hint}>Pick a bar to search for its messages, or a message to see its thread.</p>
    </div>
  );
}
