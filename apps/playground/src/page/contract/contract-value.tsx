import { Time } from '../design/time.tsx';
import type { JsonSchema } from './documents.ts';
import styles from './contract-table.module.css';

/** A value of an answer, drawn as the contract says what it is. */
export function ContractValue({ value, schema }: { value: unknown; schema: JsonSchema }) {
  if (value === null || value === undefined) return <span className={styles.none}>–</span>;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className={styles.none}>none</span>;
    return (
      <span className={styles.words}>
        {value.map((one) => (
          <code key={String(one)}>{String(one)}</code>
        ))}
      </span>
    );
  }
  if (typeof value !== 'string') return <code className={styles.long}>{JSON.stringify(value)}</code>;
  const text = value;
  if (schema.format === 'date-time') return <Time iso={text} />;
  if (schema.enum) return <code className={styles.code}>{text}</code>;
  return <span className={/^[+\d.]+$|:\/\/|_/.test(text) ? 'mono' : undefined}>{text}</span>;
}
