import type { Liveness } from '../api/live.ts';
import styles from './inbox.module.css';

interface LiveMarkProps {
  readonly liveness: Liveness;
  readonly isSandbox: boolean;
  /** Whether the last question got no answer. */
  readonly hasFailed: boolean;
}

/** Whether what is shown is what there is. */
export function LiveMark({ liveness, isSandbox, hasFailed }: LiveMarkProps) {
  if (liveness === 'lost' || hasFailed) return <p className={styles.stale}>not live</p>;
  if (liveness === 'connecting') return <p className={styles.waiting}>connecting</p>;
  // A real server tells nobody what happens: it is asked.
  return <p className={styles.live}>{isSandbox ? 'live' : 'every 4 s'}</p>;
}
