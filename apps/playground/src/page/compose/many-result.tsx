import { MAX_PER_PAGE } from '@chatti/core/contract';
import type { Message } from '@chatti/core/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { SentMany } from '../../sent-many.ts';
import { messagesQuery } from '../api/queries.ts';
import type { Road } from '../api/queries.ts';
import { StatusPill } from '../design/status-pill.tsx';
import { inboxHref } from '../inbox/inbox-href.ts';
import { manySentence, outcomesOf } from './many-outcomes.ts';
import type { Reason } from './many-outcomes.ts';
import styles from './send-result.module.css';
import { roadName } from './result-sentence.ts';
import { searchOfReference } from './search-of-reference.ts';

interface ManyResultProps {
  readonly sent: SentMany;
  /** How many were to be sent. */
  readonly given: number;
  readonly road: Road;
  readonly reference: string;
  /** Where it went: the sandbox, or the server. */
  readonly place: string;
}

/** What became of many messages: a sentence, their statuses as they change, and why the others were not accepted. */
export function ManyResult({ sent, given, road, reference, place }: ManyResultProps) {
  const outcomes = outcomesOf(sent, given);
  const { accepted, reasons } = outcomes;
  return (
    <div className={styles.many}>
      <p>
        <span>{manySentence(outcomes, roadName(road), place)}</span>
        {accepted.length > 0 && (
          <Link href={inboxHref(undefined, searchOfReference(reference))}>
            See {accepted.length === 1 ? 'it' : 'them'} in the inbox
          </Link>
        )}
      </p>
      {accepted.length > 0 && accepted.length <= MAX_PER_PAGE && (
        <Statuses
          ids={accepted.flatMap(({ message }) => (message ? [message.id] : []))}
          reference={reference}
        />
      )}
      {reasons.length > 0 && (
        <ul>
          {reasons.map((reason) => (
            <ReasonLine key={`${reason.outcome} ${reason.code}`} reason={reason} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** How many messages are in which status, live. */
function Statuses({ ids, reference }: { ids: readonly string[]; reference: string }) {
  const { data } = useQuery(messagesQuery({ reference, per_page: MAX_PER_PAGE }));
  const own = new Set(ids);
  const messages = (data?.data ?? []).filter(({ id }) => own.has(id));
  if (messages.length === 0) return null;
  const byStatus = Map.groupBy(messages, ({ status }: Message) => status);
  return (
    <p className={styles.statuses}>
      {[...byStatus].map(([status, some]) => (
        <span key={status}>
          <span className="mono">{some.length}</span> <StatusPill message={{ status }} />
        </span>
      ))}
    </p>
  );
}

/** How many recipients of one reason are named. */
const named = 6;

const fates = {
  rejected: 'Refused',
  not_sent: 'Not sent',
  unknown: 'Perhaps sent',
  accepted: 'Accepted',
} as const;

function ReasonLine({ reason: { outcome, code, sentence, to } }: { reason: Reason }) {
  return (
    <li className={outcome === 'unknown' ? styles.unknown : undefined}>
      <strong>
        {fates[outcome]}: {to.length}
      </strong>{' '}
      {sentence} <code>{code}</code>
      <span className={styles.numbers}>
        {to.slice(0, named).join(', ')}
        {to.length > named && ` and ${to.length - named} more`}
      </span>
    </li>
  );
}
