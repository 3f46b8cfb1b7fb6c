import type { Message } from '@chatti/core/contract';
import styles from './status-pill.module.css';

const tones: Readonly<Record<string, string | undefined>> = {
  scheduled: styles.mute,
  queued: styles.info,
  sent: styles.info,
  received: styles.info,
  delivered: styles.ok,
  undelivered: styles.bad,
  expired: styles.bad,
  failed: styles.bad,
  cancelled: styles.mute,
};

/** The status of a message, by word and by dot. A status that is not known is told as it came. */
export function StatusPill({ message }: { message: Pick<Message, 'status'> }) {
  return <span className={`${styles.pill} ${tones[message.status] ?? styles.mute}`}>{message.status}</span>;
}
