import type { Message, MessageStatus } from '@chatti/core/contract';
import { nextStatuses } from '@chatti/core/contract';
import { useQuery } from '@tanstack/react-query';
import { callSandbox } from '../../api/call.ts';
import { clockQuery } from '../../api/queries.ts';
import { useRow } from '../../api/use-row.ts';
import controls from '../../design/controls.module.css';
import styles from './timeline.module.css';

const small = `${controls.button} ${controls.small}`;
const minute = 60_000;

/** Moves a message on: by the sandbox's clock, or by force to a status that can follow. */
export function StatusSteps({ message: { id, status } }: { message: Message }) {
  const { data: clock } = useQuery(clockQuery);
  const force = useRow('messages', (next: MessageStatus) =>
    callSandbox('messages', 'move', { id, status: next }),
  );
  const advance = useRow('clock', (ms: number) => callSandbox('clock', 'advance', { ms }));
  const next = useRow('clock', () => callSandbox('clock', 'next', {}));
  const statuses = nextStatuses(status);
  const error = force.error ?? advance.error ?? next.error;
  if (statuses.length === 0) return null;
  return (
    <>
      {clock && (
        <div className={styles.steps} role="group" aria-label="Move the clock">
          <span>clock:</span>
          <button
            type="button"
            className={small}
            disabled={clock.next_at === null}
            onClick={() => next.mutate(undefined)}
          >
            next event
          </button>
          <button type="button" className={small} onClick={() => advance.mutate(minute)}>
            +1 min
          </button>
          <button type="button" className={small} onClick={() => advance.mutate(60 * minute)}>
            +1 h
          </button>
        </div>
      )}
      <div className={styles.steps} role="group" aria-label="Force a status">
        <span>force:</span>
        {statuses.map((one) => (
          <button key={one} type="button" className={small} onClick={() => force.mutate(one)}>
            {one}
          </button>
        ))}
      </div>
      {error && (
        <p className={styles.fault} role="alert">
          The message stays {status}. {error.message}
        </p>
      )}
    </>
  );
}
