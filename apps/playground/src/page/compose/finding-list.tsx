import controls from '../design/controls.module.css';
import type { Remedy } from './advice.table.ts';
import styles from './finding-list.module.css';
import type { Hint } from './findings.ts';

interface FindingListProps {
  readonly hints: readonly Hint[];
  /** What the button of a remedy says; undefined where it cannot help here. */
  readonly offerOf: (remedy: Remedy) => string | undefined;
  readonly onRemedy: (remedy: Remedy) => void;
}

/** What was found about the message before it is sent, and what to do about each thing. */
export function FindingList({ hints, offerOf, onRemedy }: FindingListProps) {
  if (hints.length === 0) return null;
  return (
    <section className={styles.findings} aria-label="Hints">
      <h2>
        {hints.length === 1 ? '1 hint' : `${hints.length} hints`} <span>from the server and the sandbox</span>
      </h2>
      <ul>
        {hints.map((hint) => (
          <Finding
            key={`${hint.field} ${hint.code}`}
            hint={hint}
            offer={hint.remedy && offerOf(hint.remedy)}
            onRemedy={onRemedy}
          />
        ))}
      </ul>
    </section>
  );
}

interface FindingProps {
  readonly hint: Hint;
  readonly offer: string | undefined;
  readonly onRemedy: (remedy: Remedy) => void;
}

function Finding({ hint: { message, advice, code, refused, remedy }, offer, onRemedy }: FindingProps) {
  return (
    <li className={refused ? styles.refused : undefined}>
      <p>
        <strong>{refused ? 'Would be refused' : 'Doubtful'}</strong> {message} <span>{advice}</span>{' '}
        <code>{code}</code>
      </p>
      {remedy && offer !== undefined && (
        <button
          type="button"
          className={`${controls.button} ${controls.small}`}
          onClick={() => onRemedy(remedy)}
        >
          {offer}
        </button>
      )}
    </li>
  );
}
