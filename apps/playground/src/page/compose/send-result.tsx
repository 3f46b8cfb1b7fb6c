import type { Message } from '@chatti/core/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { messageQuery } from '../api/queries.ts';
import type { Road } from '../api/queries.ts';
import type { RequestProblem } from '../api/request.ts';
import { StatusPill } from '../design/status-pill.tsx';
import { failureSentence, roadName } from './result-sentence.ts';
import styles from './send-result.module.css';

interface SendResultProps {
  readonly sent: Message | undefined;
  readonly road: Road;
  readonly problem: RequestProblem | undefined;
}

/** What became of the last send, in one sentence; a message that is on its way is followed to its end. */
export function SendResult({ sent, road, problem }: SendResultProps) {
  return (
    <div role="status" className={styles.result}>
      {problem && <Failure problem={problem} />}
      {sent && !problem && <Success sent={sent} road={road} />}
    </div>
  );
}

function Success({ sent, road }: { sent: Message; road: Road }) {
  const { data: message } = useQuery({ ...messageQuery(sent.id), initialData: sent });
  return (
    <p className={styles.sent}>
      <StatusPill message={message} />
      <span>
        Sent through {roadName(road)} to <span className="mono">{message.to}</span>.
      </span>
      <Link href={`/inbox/${encodeURIComponent(message.id)}`}>See it in the inbox</Link>
    </p>
  );
}

function Failure({ problem }: { problem: RequestProblem }) {
  return (
    <p className={problem.outcome === 'unknown' ? styles.doubt : styles.failed}>
      <span>{failureSentence(problem)}</span>
      <code>{problem.code}</code>
    </p>
  );
}
