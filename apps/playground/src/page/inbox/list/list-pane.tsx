import { useCallback, useState } from 'react';
import controls from '../../design/controls.module.css';
import { Empty } from '../../design/empty.tsx';
import { figure } from '../../design/figure.ts';
import { EnvelopeBar } from './envelope-bar.tsx';
import styles from './list-pane.module.css';
import { MessageList, MOST_ROWS } from './message-list.tsx';
import { PER_PAGE } from './message-rows.ts';
import type { ShownRows } from './use-message-rows.ts';

interface ListPaneProps {
  readonly shown: ShownRows;
  readonly selected: string | undefined;
  readonly hrefOf: (id: string) => string;
  /** Empties the search. */
  readonly onClear: () => void;
}

/** The list, what is wrong with it, and its envelope. */
export function ListPane({ shown: { rows, total, isOld, error }, selected, hrefOf, onClear }: ListPaneProps) {
  const [page, setPage] = useState(1);
  const [jump, setJump] = useState<{ readonly index: number }>();
  const look = useCallback(
    (from: number, to: number) => {
      setPage(rows.kept.pageOf(from));
      rows.look(from, to);
    },
    [rows],
  );
  return (
    <section className={styles.list} aria-label="Messages" aria-busy={total === undefined || isOld}>
      {error && <p className={styles.error}>{error.message} What is shown here may be old.</p>}
      {total === 0 && (
        <Empty title="Nothing matches">
          No message is all of this at once.{' '}
          <button type="button" className={controls.button} onClick={onClear}>
            Clear the search
          </button>
        </Empty>
      )}
      {total !== undefined && total > 0 && (
        <MessageList
          rows={rows}
          version={rows.version()}
          total={total}
          selected={selected}
          hrefOf={hrefOf}
          onView={look}
          jump={jump}
        />
      )}
      {total !== undefined && total > MOST_ROWS && (
        <p className={styles.more}>
          The newest {figure(MOST_ROWS)} are in the list. Search with <code>before:</code> to see older ones.
        </p>
      )}
      <EnvelopeBar
        envelope={rows.kept.envelope(page)}
        onPage={(next) => setJump({ index: (next - 1) * PER_PAGE })}
      />
    </section>
  );
}
