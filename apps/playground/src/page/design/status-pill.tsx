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

interface StatusPillProps {
  readonly message: Pick<Message, 'status'>;
  /** What else is to be known, in a word or two. */
  readonly detail?: string | undefined;
}

/** The status of a message, by word and by dot. A status that is not known is told as it came. */
export function StatusPill({ message: { status }, detail }: StatusPillProps) {
  return (
    <span className={`${styles.pill} ${tones[status] ?? styles.mute}`}>
      <span>{status}</span>
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
    </span>
  );
}
