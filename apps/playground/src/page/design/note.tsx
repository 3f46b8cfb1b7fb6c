import type { ReactNode } from 'react';
import styles from './note.module.css';

/** A sentence that stands out: what happened, what it means, and what to do, with a button at its end where there is one. */
export function Note({
  tone = 'info',
  children,
  role,
}: {
  tone?: 'info' | 'ok' | 'warn' | 'bad';
  children: ReactNode;
  role?: 'status' | 'alert';
}) {
  return (
    <div className={`${styles.note} ${styles[tone]}`} role={role}>
      {children}
    </div>
  );
}
