import type { OrderedFault } from '@chatti/sandbox';
import { callSandbox } from '../api/call.ts';
import { useRow } from '../api/use-row.ts';
import controls from '../design/controls.module.css';
import styles from './faults.module.css';

/** How many faults of one script are drawn; a script may have thousands. */
const shown = 20;

/** What is still to come. */
export function PendingFaults({ faults }: { faults: readonly OrderedFault[] }) {
  const clear = useRow('faults', () => callSandbox('faults', 'clear', {}));
  if (faults.length === 0) {
    return (
      <p className={styles.quiet}>
        Nothing goes wrong. Order a fault below, and see what your application does.
      </p>
    );
  }
  return (
    <div className={styles.form}>
      <ul className={styles.pending} aria-label="Faults to come">
        {faults.map((fault, index) => (
          // Faults have no names of their own, and two may be the same.
          <li key={index}>
            {fault.faults.slice(0, shown).map((text, at) => (
              <code key={at}>{text}</code>
            ))}
            {fault.faults.length > shown && <span>and {fault.faults.length - shown} more</span>}
            <span>{whenOf(fault)}</span>
          </li>
        ))}
      </ul>
      <button type="button" className={controls.button} onClick={() => clear.mutate(undefined)}>
        Clear all
      </button>
    </div>
  );
}

function whenOf({ probability, endpoint, one_account: oneAccount }: OrderedFault): string {
  const what = endpoint === null ? 'requests' : endpoint;
  const who = oneAccount ? ' of one account' : '';
  if (probability === null) return `for the next ${what}${who}`;
  return `for ${Math.round(probability * 1000) / 10}% of ${what}${who}`;
}
