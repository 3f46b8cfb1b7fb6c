import type { Virtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent, RefObject } from 'react';
import { useRef, useState } from 'react';
import { isStep, stepTo } from './step-to.ts';
import type { KeptRows } from './kept-rows.ts';

interface Seen {
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
  /** How many rows are seen at once. */
  readonly seen: number;
}

/** A walk through the list by keyboard. */
export interface Walk {
  /** The one row that Tab stops at, by its index; the first one in view before anybody walked. */
  readonly stop: (first: number) => number;
  /** The rows to draw: those from one index to another, and the one with the focus. */
  readonly drawn: (first: number, last: number, count: number) => number[];
  readonly press: (event: KeyboardEvent, seen: Seen) => void;
  /** Gives the focus to the row that was walked to, once it is drawn. */
  readonly focus: () => void;
}

/** Walks the list by keyboard, from row to row. Rows are remembered by place, which news on top do not change. */
export function useWalk(kept: KeptRows, scroller: RefObject<HTMLElement | null>): Walk {
  const [place, setPlace] = useState<number>();
  const isAwaited = useRef(false);
  const index = place === undefined ? undefined : kept.indexOf(place);
  return {
    stop: (first) => index ?? first,
    drawn(first, last, count) {
      const from = Math.max(0, first);
      const drawn = Array.from(
        { length: Math.max(0, Math.min(last, count - 1) - from + 1) },
        (_, at) => from + at,
      );
      if (index === undefined || index < 0 || index >= count || drawn.includes(index)) return drawn;
      return index < from ? [index, ...drawn] : [...drawn, index];
    },
    press(event, { virtualizer, seen }) {
      if (!isStep(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
      const row = event.target instanceof Element ? event.target.closest('[data-place]') : null;
      const here = row instanceof HTMLElement ? kept.indexOf(Number(row.dataset['place'])) : 0;
      const next = stepTo(event.key, { here, seen, count: virtualizer.options.count });
      event.preventDefault();
      isAwaited.current = true;
      setPlace(kept.placeOf(next));
      virtualizer.scrollToIndex(next, { align: 'auto' });
    },
    focus() {
      if (!isAwaited.current || place === undefined) return;
      const row = scroller.current?.querySelector<HTMLElement>(`[data-place="${place}"] a`);
      if (!row) return;
      isAwaited.current = false;
      row.focus({ preventScroll: true });
    },
  };
}
