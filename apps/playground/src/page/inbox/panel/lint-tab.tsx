import type { Finding } from '@chatti/core/contract';
import { Empty } from '../../design/empty.tsx';
import styles from './detail.module.css';

/** What would not be wise in production. */
export function LintTab({ findings }: { findings: readonly Finding[] | undefined }) {
  if (!findings) return null;
  if (findings.length === 0) {
    return (
      <Empty title="Nothing doubtful">
        No look-alike letters, no missing opt-out, no link that a phone would break: it could go out as it is.
      </Empty>
    );
  }
  return (
    <ul className={styles.cards} aria-label="Findings">
      {findings.map(({ code, field, message }, index) => (
        <li key={`${code}-${index}`}>
          <p>{message}</p>
          <p className={styles.quiet}>
            <code>{code}</code> {field !== null && field !== '' && <code>{field}</code>}
          </p>
        </li>
      ))}
    </ul>
  );
}
