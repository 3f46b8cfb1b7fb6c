import type { DeliveryState as State } from '@chatti/sandbox';
import styles from './traffic.module.css';

const tones: Readonly<Record<State, string | undefined>> = {
  pending: styles.info,
  delivered: styles.ok,
  failed: styles.bad,
  disabled: styles.bad,
  dropped: styles.warn,
};

/** What has become of a delivery, by word and by dot. */
export function DeliveryState({ state }: { state: State }) {
  return <span className={`${styles.status} ${tones[state]}`}>{state}</span>;
}
