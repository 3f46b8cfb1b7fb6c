import type { Page } from '@chatti/core/contract';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import controls from './controls.module.css';
import { figure } from './figure.ts';
import styles from './pager.module.css';

interface PagerProps {
  readonly page: Page<unknown>;
  readonly onChange: (page: number) => void;
}

/** Where one is in a list, by the figures of its envelope, and the way to its other pages. */
export function Pager({ page, onChange }: PagerProps) {
  const { total, first_item: first, last_item: last, current_page: current } = page;
  return (
    <nav className={styles.pager} aria-label="Pages">
      <span className="mono">
        {first === null ? 'none' : `${figure(first)}–${figure(last)}`} of {figure(total)}
      </span>
      <button
        type="button"
        className={`${controls.button} ${controls.small}`}
        disabled={page.prev_page_url === null}
        onClick={() => onChange(current - 1)}
      >
        <ChevronLeft aria-hidden /> prev
      </button>
      <button
        type="button"
        className={`${controls.button} ${controls.small}`}
        disabled={page.next_page_url === null}
        onClick={() => onChange(current + 1)}
      >
        next <ChevronRight aria-hidden />
      </button>
    </nav>
  );
}
