import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Empty } from '../design/empty.tsx';
import { Note } from '../design/note.tsx';
import { Time } from '../design/time.tsx';
import { DeliveryPanel } from './delivery-panel.tsx';
import { DeliveryState } from '../design/delivery-state.tsx';
import { deliveriesQuery, deliveryQuery } from '../api/queries.ts';
import styles from './traffic.module.css';
import { walkLinks } from './walk-links.ts';

/** The journal of webhooks: a line for each event that was posted, and beside it every attempt. */
export function Deliveries({ id }: { id: string | undefined }) {
  const { data: deliveries, error } = useQuery(deliveriesQuery);
  const listed = deliveries?.find((delivery) => delivery.id === id);
  // One that is older than the list is asked for alone.
  const isOlder = id !== undefined && deliveries !== undefined && listed === undefined;
  const { data: older } = useQuery({ ...deliveryQuery(id ?? ''), enabled: isOlder });
  const picked = listed ?? (isOlder ? older : undefined);
  if (deliveries?.length === 0 && id === undefined) {
    return (
      <Empty title="No event was posted yet">
        <Link href="/webhooks">Make a webhook</Link>, send a message, and its events show up here with every
        attempt and what was signed.
      </Empty>
    );
  }
  return (
    <div className={styles.columns} data-open={id === undefined ? undefined : true}>
      <section className={styles.list} aria-label="Deliveries">
        {error && <Note tone="bad">{error.message} What is shown here may be old.</Note>}
        <ol className={styles.lines} onKeyDown={walkLinks}>
          {deliveries?.map((delivery) => (
            <li key={delivery.id}>
              <Link
                href={`/traffic/deliveries/${encodeURIComponent(delivery.id)}`}
                className={`${styles.line} ${styles.delivery}`}
                aria-current={delivery.id === id ? 'true' : undefined}
              >
                <DeliveryState state={delivery.state} />
                <span className={styles.name}>{delivery.event_type}</span>
                <span className={styles.once}>
                  {delivery.attempts.length === 1 ? '1 attempt' : `${delivery.attempts.length} attempts`}
                </span>
                <Time iso={delivery.created_at} className={styles.time} />
              </Link>
            </li>
          ))}
        </ol>
      </section>
      <aside className={styles.panel} aria-label="Delivery">
        {picked ? (
          <DeliveryPanel key={picked.id} delivery={picked} />
        ) : (
          <Empty title="No delivery picked">Pick one to see its attempts, and what was signed.</Empty>
        )}
      </aside>
    </div>
  );
}
