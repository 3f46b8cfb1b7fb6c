import type { Delivery, DeliveryAttempt } from '@chatti/sandbox';
import { ArrowLeft } from 'lucide-react';
import { Link } from 'wouter';
import { callSandbox } from '../api/call.ts';
import { useRow } from '../api/use-row.ts';
import { Code } from '../design/code.tsx';
import controls from '../design/controls.module.css';
import { CopyButton } from '../design/copy-button.tsx';
import { Note } from '../design/note.tsx';
import { formatMs } from '../design/format-ms.ts';
import { DeliveryState } from '../design/delivery-state.tsx';
import { Payload } from './payload.tsx';
import { StatusCode } from '../design/status-code.tsx';
import styles from './traffic.module.css';

/** One event on its way to one webhook. */
export function DeliveryPanel({ delivery }: { delivery: Delivery }) {
  const { id, event_type: type, state, next_attempt_at: next, attempts } = delivery;
  const resend = useRow('deliveries', () => callSandbox('deliveries', 'resend', { id }));
  return (
    <div className={styles.call}>
      <div className={styles.head}>
        <Link href="/traffic/deliveries" className={styles.back} aria-label="Back to the list">
          <ArrowLeft aria-hidden />
        </Link>
        <h2>{type}</h2>
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
      {next !== null && (
        <Note tone="info">
          <span>
            Tried again at <span className="mono">{next}</span> of the sandbox’s clock.
          </span>
          <Link href="/faults">Move the clock</Link>
        </Note>
      )}
      {resend.error && (
        <Note tone="bad" role="alert">
          Nothing was posted. {resend.error.message}
        </Note>
      )}
      <ol className={styles.attempts}>
        {attempts.toReversed().map((attempt) => (
          <li key={attempt.number}>
            <Attempt attempt={attempt} body={delivery.body} isNewest={attempt.number === attempts.length} />
          </li>
        ))}
      </ol>
    </div>
  );
}

interface AttemptProps {
  readonly attempt: DeliveryAttempt;
  readonly body: string;
  readonly isNewest: boolean;
}

function Attempt({ attempt, body, isNewest }: AttemptProps) {
  return (
    <details className={styles.attempt} open={isNewest}>
      <summary>
        <span>
          Attempt {attempt.number}
          {attempt.trigger === 'resend' ? ', resent' : ''}
        </span>
        <StatusCode status={attempt.status} />
        <span className={styles.took}>{formatMs(attempt.duration_ms)}</span>
      </summary>
      {attempt.error !== null && <Note tone="bad">{attempt.error}</Note>}
      <h3>What was signed</h3>
      <div className={styles.payload}>
        <CopyButton
          text={attempt.signature_input}
          name="Copy"
          className={`${controls.button} ${controls.small}`}
        />
        <Code text={attempt.signature_input} wrap />
      </div>
      <h3>Request</h3>
      <Payload
        first={`POST ${attempt.url}`}
        headers={attempt.request_headers}
        body={body}
        bytes={new TextEncoder().encode(body).length}
      />
      <h3>Answer</h3>
      <Payload
        first={attempt.status === null ? 'No answer came' : `Status ${attempt.status}`}
        headers={attempt.response_headers ?? {}}
        body={attempt.response_body}
        bytes={0}
      />
    </details>
  );
}
