import type { ReactNode } from 'react';
import styles from './pill.module.css';
import tones from './tones.module.css';

/** What the colour of a pill or a note means. */
export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'mute';

interface PillProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  /** What else is to be known, in a word or two. */
  readonly detail?: string | undefined;
}

/** What has become of something, by word and by dot. */
export function Pill({ tone, children, detail }: PillProps) {
  return (
    <span className={`${styles.pill} ${tones[tone]}`}>
      <span>{children}</span>
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
    </span>
  );
}
