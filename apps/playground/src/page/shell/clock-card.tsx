import { useMutation, useQuery } from '@tanstack/react-query';
import { callSandbox } from '../api/call.ts';
import { clockQuery } from '../api/queries.ts';
import styles from './clock-card.module.css';
import { useSandboxNow } from './use-sandbox-now.ts';

const minute = 60_000;

/** The sandbox's time, and the buttons that move it. */
export function ClockCard() {
  const { data: clock } = useQuery(clockQuery);
  const advance = useMutation({ mutationFn: (ms: number) => callSandbox('clock', 'advance', { ms }) });
  const next = useMutation({ mutationFn: () => callSandbox('clock', 'next', {}) });
  const now = useSandboxNow();
  if (!clock || now === undefined) return null;
  return (
    <section className={styles.card} aria-label="Clock">
      <span>{clock.held ? 'Clock held' : 'Clock runs'}</span>
      <time dateTime={now.toISOString()}>{`${now.toISOString().slice(0, 19).replace('T', ' ')}Z`}</time>
      <div>
        <button type="button" onClick={() => advance.mutate(minute)}>
          +1 min
        </button>
        <button type="button" onClick={() => advance.mutate(60 * minute)}>
          +1 h
        </button>
        <button
          type="button"
          aria-disabled={clock.next_at === null}
          title={clock.next_at === null ? 'Nothing is due' : `Due at ${clock.next_at}`}
          onClick={() => clock.next_at !== null && next.mutate()}
        >
          next event
        </button>
      </div>
    </section>
  );
}
