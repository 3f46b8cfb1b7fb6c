import type { Message } from '@chatti/core/contract';
import type { Delivery } from '@chatti/sandbox';
import { Link } from 'wouter';
import { callSandbox } from '../../api/call.ts';
import { useRow } from '../../api/use-row.ts';
import controls from '../../design/controls.module.css';
import { Empty } from '../../design/empty.tsx';
import { Note } from '../../design/note.tsx';
import { figure } from '../../design/figure.ts';
import { formatMs } from '../../design/format-ms.ts';
import { DeliveryState } from '../../design/delivery-state.tsx';
import { StatusCode } from '../../design/status-code.tsx';
import styles from './detail.module.css';
import { NotReal } from './not-real.tsx';
import { LISTED } from './panel-queries.ts';

interface WebhooksTabProps {
  /** What was posted about the message, and since when all of it is kept; undefined until it is known. */
  readonly posted: { readonly deliveries: readonly Delivery[]; readonly since: string | null } | undefined;
  readonly message: Message;
  readonly isSandbox: boolean;
}

/** What was posted to webhooks about the message. */
export function WebhooksTab({ posted, message, isSandbox }: WebhooksTabProps) {
  if (!isSandbox) return <NotReal what="its webhook deliveries" />;
  if (!posted) return null;
  const { deliveries, since } = posted;
  const mayMiss = since !== null && Date.parse(message.created_at ?? '') <= Date.parse(since);
  if (deliveries.length === 0 && mayMiss) {
    return (
      <Empty title="Nothing that was posted about it is kept">
        The sandbox keeps the newest 10 000 deliveries, and this message is older than some that had to go.
      </Empty>
    );
  }
  if (deliveries.length === 0) {
    return (
      <Empty title="Nothing was posted about it">
        <Link href="/webhooks">Save a webhook</Link> before you send, and each event of the message is posted
        there.
      </Empty>
    );
  }
  return (
    <>
      <ul className={styles.cards} aria-label="Deliveries">
        {deliveries.map((delivery) => (
          <DeliveryCard key={delivery.id} delivery={delivery} />
        ))}
      </ul>
      {deliveries.length === LISTED && <p className={styles.quiet}>The newest {figure(LISTED)} are shown.</p>}
      {mayMiss && (
        <p className={styles.quiet}>
          Of the deliveries made until <code>{since}</code> some are not kept any more: there may have been
          others.
        </p>
      )}
    </>
  );
}

function DeliveryCard({
  delivery: { id, event_type: type, state, attempts, next_attempt_at: next },
}: {
  delivery: Delivery;
}) {
  const resend = useRow('deliveries', () => callSandbox('deliveries', 'resend', { id }));
  return (
    <li>
      <div className={styles.line}>
        <Link href={`/traffic/deliveries/${encodeURIComponent(id)}`}>{type}</Link>
        <DeliveryState state={state} />
        <button
          type="button"
          className={`${controls.button} ${controls.small}`}
          aria-disabled={resend.isPending}
          onClick={() => !resend.isPending && resend.mutate(undefined)}
        >
          {resend.isPending ? 'Posting' : 'Resend'}
        </button>
      </div>
      <ol className={styles.tries}>
        {attempts.map((attempt) => (
          <li key={attempt.number}>
            <span>
              {attempt.number}. {attempt.trigger === 'resend' ? 'resent' : 'attempt'}
            </span>
            <StatusCode status={attempt.status} />
            <span className={styles.took}>{formatMs(attempt.duration_ms)}</span>
            {attempt.error !== null && <span className={styles.quiet}>{attempt.error}</span>}
          </li>
        ))}
      </ol>
      {next !== null && (
        <p className={styles.quiet}>
          Tried again at <code>{next}</code> of the sandbox’s clock.
        </p>
      )}
      {resend.error && (
        <Note tone="bad" role="alert">
          Nothing was posted. {resend.error.message}
        </Note>
      )}
    </li>
  );
}
