import { leftOutSentence } from './list-request.ts';
import type { Piece } from './parse-search.ts';
import styles from './search-faults-line.module.css';
import type { Term } from './term.ts';

interface SearchFaultsProps {
  readonly pieces: readonly Piece[];
  /** What the server that is asked has no filter for. */
  readonly others: readonly Term[];
}

/** What of the search is left out, and what would be right. */
export function SearchFaults({ pieces, others }: SearchFaultsProps) {
  const faults = pieces.flatMap(({ fault }) => fault ?? []);
  const sentences = [...new Set(faults), ...[leftOutSentence(others) ?? []].flat()];
  if (sentences.length === 0) return null;
  return (
    <div className={styles.faults} role="status">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p className={styles.meaning}>This is left out of the search; the rest counts.</p>
    </div>
  );
}
