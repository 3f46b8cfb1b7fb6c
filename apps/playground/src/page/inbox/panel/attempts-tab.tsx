import type { Message } from '@chatti/core/contract';
import type { JournalEntry } from '@chatti/sandbox';
import { Link } from 'wouter';
import { Empty } from '../../design/empty.tsx';
import { formatMs } from '../../design/format-ms.ts';
import { StatusCode } from '../../design/status-code.tsx';
import styles from './detail.module.css';
import { NotReal } from './not-real.tsx';

interface AttemptsTabProps {
  /** The requests that made it; undefined until they are known. */
  readonly attempts: readonly JournalEntry[] | undefined;
  readonly message: Message;
  readonly isSandbox: boolean;
}

/** The requests that made the message. */
export function AttemptsTab({ attempts, message, isSandbox }: AttemptsTabProps) {
  if (!isSandbox) return <NotReal what="its journal" />;
  if (message.direction === 'inbound')
    return (
      <Empty title="Nobody asked for it">
        This message came in: no request made it. Its webhooks tell of it.
      </Empty>
    );
  if (!attempts) return null;
  if (attempts.length === 0) {
    return (
      <Empty title="Its request is not kept any more">
        The journal was cleared, or newer requests have taken its place.{' '}
        <Link href="/traffic">Look at the traffic</Link>.
      </Empty>
    );
  }
  return (
    <ol className={styles.cards} aria-label="Requests">
      {attempts.map((entry) => (
        <li key={entry.number}>
          <div className={styles.line}>
            <Link href={`/traffic/requests/${entry.call}`}>
              Attempt {entry.attempt} of {entry.endpoint ?? entry.path}
            </Link>
            <StatusCode status={entry.status} />
            <span className={styles.took}>{formatMs(entry.duration_ms)}</span>
          </div>
          <p className={styles.quiet}>
            <code>{entry.request_id}</code> {entry.at}
          </p>
          {entry.fault !== null && (
            <p className={styles.quiet}>
              It met the fault <code>{entry.fault}</code>.
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
