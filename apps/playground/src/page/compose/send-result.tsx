import type { Message } from '@chatti/core/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { messageQuery } from '../api/queries.ts';
import type { Road } from '../api/queries.ts';
import type { RequestProblem } from '../api/request.ts';
import { StatusPill } from '../design/status-pill.tsx';
import { inboxHref } from '../inbox/inbox-href.ts';
import { ManyResult } from './many-result.tsx';
import { failureSentence, roadName } from './result-sentence.ts';
import { searchOfReference } from './search-of-reference.ts';
import styles from './send-result.module.css';
import type { Sending, Sent } from './use-send.ts';

interface SendResultProps {
  readonly sending: Sending | undefined;
  readonly sent: Sent | undefined;
  readonly problem: RequestProblem | undefined;
}

/** What became of the last send, in one sentence; what is on its way is followed to its end. */
export function SendResult({ sending, sent, problem }: SendResultProps) {
  return (
    <div role="status" className={styles.result}>
      {problem && sending && <Failure problem={problem} sending={sending} />}
      {sent && sending && !problem && <Success sent={sent} sending={sending} />}
    </div>
  );
}

function Success({ sent, sending }: { sent: Sent; sending: Sending }) {
  if ('one' in sent) return <OneResult key={sent.one.id} sent={sent.one} road={sending.road} />;
  const { road, to, fields, goal } = sending;
  return (
    <ManyResult
      sent={sent.many}
      given={to.length}
      road={road}
      reference={fields.reference ?? ''}
      place={goal}
    />
  );
}

function OneResult({ sent, road }: { sent: Message; road: Road }) {
  const { data: message } = useQuery({ ...messageQuery(sent.id), initialData: sent });
  const time = message.status === 'scheduled' ? message.scheduled_at : null;
  return (
    <p className={styles.sent}>
      <StatusPill message={message} />
      <span>
        {time === null ? 'Sent' : 'Accepted'} through {roadName(road)} to{' '}
        <span className="mono">{message.to}</span>
        {time !== null && (
          <>
            , to be sent <span className="mono">{time.replace('T', ' ').replace('.000Z', ' UTC')}</span>
          </>
        )}
        .{message.error && ` ${message.error.message}`}
      </span>
      <Link href={inboxHref(message.id, '')}>See it in the inbox</Link>
    </p>
  );
}

function Failure({ problem, sending }: { problem: RequestProblem; sending: Sending }) {
  const isUnknown = problem.outcome === 'unknown';
  return (
    <p className={isUnknown ? styles.doubt : styles.failed}>
      <span>{failureSentence(problem, sending.goal)}</span>
      <code>{problem.upstream?.code ?? problem.code}</code>
      {isUnknown && <Link href={inboxHref(undefined, searchOf(sending))}>Look into the inbox</Link>}
    </p>
  );
}

/** What finds the message in the inbox, if it is there. */
function searchOf({ to: [first = ''], fields: { reference } }: Sending): string {
  return reference === undefined ? `to:${first}` : searchOfReference(reference);
}
