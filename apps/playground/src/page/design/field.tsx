import type { ReactNode } from 'react';
import { useId } from 'react';
import styles from './field.module.css';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What stands beside the label: a button that helps to fill it in. */
  readonly aside?: ReactNode;
  /** Why it was refused. */
  readonly fault?: string | undefined;
  /** Draws the control, with what connects it to its label and its hint. */
  readonly children: (control: ControlProps) => ReactNode;
}

/** What a control carries to belong to its field. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

/** A label, its control, and below it what is known of its value. */
export function Field({ label, hint, aside, fault, children }: FieldProps) {
  const id = useId();
  const about = `${id}-about`;
  const note = fault ?? hint;
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <label htmlFor={id}>{label}</label>
        {aside}
      </div>
      {children({ id, 'aria-describedby': note ? about : undefined, 'aria-invalid': fault !== undefined })}
      {note && (
        <p id={about} className={fault === undefined ? styles.hint : styles.fault}>
          {note}
        </p>
      )}
    </div>
  );
}
