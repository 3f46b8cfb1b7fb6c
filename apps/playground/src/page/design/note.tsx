import type { ReactNode } from 'react';
import styles from './note.module.css';
import type { Tone } from './pill.tsx';
import tones from './tones.module.css';

/** A sentence that stands out: what happened, what it means, and what to do, with a button at its end where there is one. */
export function Note({
  tone = 'info',
  children,
  role,
}: {
  tone?: Tone;
  children: ReactNode;
  role?: 'status' | 'alert';
}) {
  return (
    <div className={`${styles.note} ${tones[tone]}`} role={role}>
      {children}
    </div>
  );
}
