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
import type { Goal } from './result-sentence.ts';
import styles from './send-result.module.css';
import type { Sending, Sent } from './use-send.ts';

interface SendResultProps {
  readonly sending: Sending | undefined;
  readonly sent: Sent | undefined;
  readonly problem: RequestProblem | undefined;
  /** Where messages go. */
  readonly goal: Goal;
}

/** What became of the last send, in one sentence; what is on its way is followed to its end. */
export function SendResult({ sending, sent, problem, goal }: SendResultProps) {
  return (
    <div role="status" className={styles.result}>
      {problem && <Failure problem={problem} goal={goal} />}
      {sent && sending && !problem && <Success sent={sent} sending={sending} goal={goal} />}
    </div>
  );
}

function Success({ sent, sending, goal }: { sent: Sent; sending: Sending; goal: Goal }) {
  if ('one' in sent) return <OneResult key={sent.one.id} sent={sent.one} road={sending.road} />;
  const { road, to, fields } = sending;
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

function Failure({ problem, goal }: { problem: RequestProblem; goal: Goal }) {
  return (
    <p className={problem.outcome === 'unknown' ? styles.doubt : styles.failed}>
      <span>{failureSentence(problem, goal)}</span>
      <code>{problem.upstream?.code ?? problem.code}</code>
    </p>
  );
}
