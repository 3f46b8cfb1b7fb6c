import styles from './traffic.module.css';

/** A status as it came, in the colour of its kind; where none came, a word. */
export function StatusCode({ status }: { status: number | null }) {
  const tone = status === null || status >= 500 ? styles.bad : status >= 400 ? styles.warn : styles.ok;
  return <span className={`${styles.status} ${tone}`}>{status ?? 'no reply'}</span>;
}
