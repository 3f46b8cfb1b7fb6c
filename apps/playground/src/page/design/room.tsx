import type { ReactNode } from 'react';
import { useTitle } from '../shell/use-title.ts';
import styles from './room.module.css';

interface RoomProps {
  /** The room's name: its heading, and the title of the browser's tab. */
  readonly title: string;
  /** One short sentence beside the heading. */
  readonly hint?: ReactNode;
  /** Buttons at the right end of the bar. */
  readonly actions?: ReactNode;
  /** `scroll` (the default): the whole content scrolls. `fill`: it fills the room, and its parts scroll. */
  readonly layout?: 'scroll' | 'fill';
  readonly children: ReactNode;
}

/** The frame of a room: a bar with its name, and the content below. */
export function Room({ title, hint, actions, layout = 'scroll', children }: RoomProps) {
  useTitle(title);
  return (
    <div className={styles.room}>
      <div className={styles.bar}>
        <h1>{title}</h1>
        {hint && <p className={styles.hint}>{hint}</p>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {layout === 'fill' ? (
        <div className={styles.fill}>{children}</div>
      ) : (
        // It scrolls, so the keyboard must be able to reach it.
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={title}>
          {children}
        </div>
      )}
    </div>
  );
}
