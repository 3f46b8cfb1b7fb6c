import { useQueryClient } from '@tanstack/react-query';
import { callSandbox } from '../api/call.ts';
import { useRow } from '../api/use-row.ts';
import controls from '../design/controls.module.css';
import styles from './faults.module.css';

/** Forgets everything. */
export function ResetPanel() {
  const client = useQueryClient();
  const reset = useRow('messages', () => callSandbox('sandbox', 'reset', {}));
  return (
    <section className={styles.panel} aria-labelledby="reset">
      <h2 id="reset">Begin anew</h2>
      <p className={styles.quiet}>
        Messages, opt-outs, webhooks, journal and faults are forgotten. The time stays as it is.
      </p>
      <div className={styles.row}>
        <button
          type="button"
          className={controls.button}
          onClick={() => reset.mutate(undefined, { onSuccess: () => void client.invalidateQueries() })}
        >
          Forget everything
        </button>
        <span role="status">{reset.isSuccess ? 'Done.' : reset.error?.message}</span>
      </div>
    </section>
  );
}
