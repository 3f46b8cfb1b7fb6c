import type { Message } from '@chatti/core/contract';
import type { JournalEntry } from '@chatti/sandbox';
import { Link } from 'wouter';
import { Empty } from '../../design/empty.tsx';
import { formatMs } from '../../design/format-ms.ts';
import { StatusCode } from '../../design/status-code.tsx';
import styles from './detail.module.css';
import { NotReal } from './not-real.tsx';
import { mayMiss, partInMessage } from './part-in-message.ts';

interface AttemptsTabProps {
  /** The requests about it, oldest first, and since when all are kept; undefined until they are known. */
  readonly asked: { readonly entries: readonly JournalEntry[]; readonly since: string | null } | undefined;
  readonly message: Message;
  readonly isSandbox: boolean;
}

/** The requests that made the message, and those that came back to it. */
export function AttemptsTab({ asked, message, isSandbox }: AttemptsTabProps) {
  if (!isSandbox) return <NotReal what="its journal" />;
  if (!asked) return null;
  const { entries, since } = asked;
  const isMissing = mayMiss(entries, message, since);
  if (entries.length === 0) return <NoRequest message={message} isMissing={isMissing} />;
  return (
    <>
      {isMissing && (
        <p className={styles.quiet}>
          Of the requests answered until <code>{since}</code> some are not kept any more: there may have been
          others.
        </p>
      )}
      <ol className={styles.cards} aria-label="Requests">
        {entries.map((entry) => (
          <RequestCard key={entry.number} entry={entry} id={message.id} />
        ))}
      </ol>
    </>
  );
}

/** Why there is no request. */
function NoRequest({ message, isMissing }: { message: Message; isMissing: boolean }) {
  if (message.direction === 'inbound')
    return (
      <Empty title="Nobody asked for it">
        This message came in: no request made it. Its webhooks tell of it.
      </Empty>
    );
  if (!isMissing) return <Empty title="No request made it">The journal knows of none.</Empty>;
  return (
    <Empty title="Its request is not kept any more">
      The journal was cleared, began anew with the sandbox, or has made room for newer requests.{' '}
      <Link href="/traffic">Look at the traffic</Link>.
    </Empty>
  );
}

function RequestCard({ entry, id }: { entry: JournalEntry; id: string }) {
  const part = partInMessage(entry, id);
  return (
    <li>
      <div className={styles.line}>
        <Link href={`/traffic/requests/${entry.call}`}>
          {entry.endpoint === null ? `${entry.method} /o/…` : `Attempt ${entry.attempt} of ${entry.endpoint}`}
        </Link>
        <StatusCode status={entry.status} />
        <span className={styles.took}>{formatMs(entry.duration_ms)}</span>
      </div>
      {part && (
        <p>
          {part.sentence}{' '}
          {part.other !== undefined && (
            <Link href={`/inbox/${encodeURIComponent(part.other)}`}>{part.other}</Link>
          )}
        </p>
      )}
      <p className={styles.quiet}>
        <code>{entry.request_id}</code> {entry.at}
      </p>
      {/* A place in a script where nothing goes wrong is no fault. */}
      {entry.fault !== null && entry.fault !== 'ok' && (
        <p className={styles.quiet}>
          It met the fault <code>{entry.fault}</code>.
        </p>
      )}
    </li>
  );
}
