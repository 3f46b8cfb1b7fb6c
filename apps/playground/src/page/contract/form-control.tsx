import { useId } from 'react';
import type { ControlProps } from '../design/field.tsx';
import { ContractComment } from './contract-comment.tsx';
import styles from './contract-form.module.css';
import type { FormField, FormValues } from './form-fields.ts';

interface FormControlProps {
  readonly field: FormField;
  readonly value: FormValues[string];
  /** What connects it to its label; boxes to tick have labels of their own. */
  readonly control?: ControlProps;
  readonly fault: string | undefined;
  readonly onChange: (value: FormValues[string]) => void;
}

/** The control of one field, by its kind. */
export function FormControl({ field, value, control, fault, onChange }: FormControlProps) {
  if (field.kind === 'choices')
    return (
      <Choices field={field} value={Array.isArray(value) ? value : []} fault={fault} onChange={onChange} />
    );
  if (field.kind === 'flag') return <Flag field={field} value={value !== false} onChange={onChange} />;
  const text = typeof value === 'string' ? value : '';
  const common = { ...control, value: text, 'aria-required': field.required };
  if (field.kind === 'choice') {
    return (
      <select {...common} onChange={(event) => onChange(event.target.value)}>
        {!field.required && <option value="">–</option>}
        {field.options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    );
  }
  if (field.kind === 'lines')
    return (
      <textarea {...common} rows={4} className="mono" onChange={(event) => onChange(event.target.value)} />
    );
  return (
    <input
      {...common}
      className={field.kind === 'number' || field.placeholder ? 'mono' : undefined}
      inputMode={field.kind === 'number' ? 'decimal' : undefined}
      autoComplete="off"
      spellCheck={false}
      placeholder={field.placeholder}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface ChoicesProps {
  readonly field: FormField;
  readonly value: readonly string[];
  readonly fault: string | undefined;
  readonly onChange: (value: readonly string[]) => void;
}

function Choices({ field, value, fault, onChange }: ChoicesProps) {
  const about = useId();
  const toggle = (option: string): void =>
    onChange(value.includes(option) ? value.filter((one) => one !== option) : [...value, option]);
  return (
    <fieldset className={styles.choices} aria-describedby={about}>
      <legend>{field.label}</legend>
      <div className={styles.grid}>
        {field.options.map((option) => (
          <label key={option} className={styles.check}>
            <input type="checkbox" checked={value.includes(option)} onChange={() => toggle(option)} />
            <code>{option}</code>
          </label>
        ))}
      </div>
      <p id={about} className={fault ? styles.fault : styles.hint}>
        {fault ?? <ContractComment text={field.hint} />}
      </p>
    </fieldset>
  );
}

function Flag({
  field,
  value,
  onChange,
}: {
  field: FormField;
  value: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={value} onChange={() => onChange(!value)} />
      {field.label}
      <span className={styles.hint}>
        <ContractComment text={field.hint} />
      </span>
    </label>
  );
}
