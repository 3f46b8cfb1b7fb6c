import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { figure } from '../../design/figure.ts';
import styles from './envelope.module.css';
import type { Envelope } from './kept-rows.ts';

const shown = ['total', 'item_count', 'current_page', 'per_page', 'first_item', 'last_item'] as const;

interface EnvelopeBarProps {
  /** That of the page in view. */
  readonly envelope: Envelope | undefined;
  /** Brings a page into view. */
  readonly onPage: (page: number) => void;
}

/** The documented list envelope of the page in view, by the names it has on the wire, and the way to the next pages. */
export function EnvelopeBar({ envelope, onPage }: EnvelopeBarProps) {
  const page = envelope?.current_page ?? 1;
  return (
    <div className={styles.envelope}>
      <dl>
        {shown.map((name) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{envelope ? valueOf(envelope[name]) : '…'}</dd>
          </div>
        ))}
      </dl>
      <nav aria-label="Pages">
        <PageButton onClick={() => onPage(page - 1)} isOff={(envelope?.prev_page_url ?? null) === null}>
          <ChevronLeft aria-hidden /> prev
        </PageButton>
        <PageButton onClick={() => onPage(page + 1)} isOff={(envelope?.next_page_url ?? null) === null}>
          next <ChevronRight aria-hidden />
        </PageButton>
      </nav>
    </div>
  );
}

function valueOf(value: number | null): string {
  return value === null ? 'null' : figure(value);
}

function PageButton(props: { onClick: () => void; isOff: boolean; children: ReactNode }) {
  return (
    <button type="button" disabled={props.isOff} onClick={props.onClick}>
      {props.children}
    </button>
  );
}
