import { useVirtualizer } from '@tanstack/react-virtual';
import type { MouseEvent } from 'react';
import { memo, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import styles from './message-list.module.css';
import { MessageRow } from './message-row.tsx';
import type { MessageRows } from './message-rows.ts';
import { useRowHeight } from './use-row-height.ts';
import { useWalk } from './use-walk.ts';

/** How many rows are drawn beyond the edges of what is seen. */
const overscan = 8;

/** More than this no browser can scroll through: its pages are as high as they can be. */
export const MOST_ROWS = 250_000;

interface MessageListProps {
  readonly rows: MessageRows;
  /** What changes with the rows, which stay the same object. */
  readonly version: number;
  /** How many rows there are. */
  readonly total: number;
  readonly selected: string | undefined;
  readonly hrefOf: (id: string) => string;
  /** Tells which rows are seen. */
  readonly onView: (first: number, last: number) => void;
  /** A row to be brought to the top. */
  readonly jump: { readonly index: number } | undefined;
}

/**
 * All messages, newest first: as long as there are messages, and only those in view are drawn. The arrow keys, Page Up and
 * Down, Home and End walk it. What is in view stays where it is while new messages come on top.
 */
export const MessageList = memo(function MessageList(props: MessageListProps) {
  const { rows, total, selected, hrefOf, onView, jump } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { kept } = rows;
  const rowHeight = useRowHeight();
  const walk = useWalk(kept, scroller);
  const isAtTop = (scroller.current?.scrollTop ?? 0) < 1;
  const virtualizer = useVirtualizer({
    count: Math.min(total, MOST_ROWS),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    // A place, and not an index: the row that is looked at is known again when others come before it.
    getItemKey: (index) => total - 1 - index,
    anchorTo: isAtTop ? 'start' : 'end',
    overscan,
    // The row with the focus is drawn wherever it is, or the focus would be lost with it.
    rangeExtractor: ({ startIndex, endIndex, count }) =>
      walk.drawn(startIndex - overscan, endIndex + overscan, count),
  });
  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
  useEffect(() => onView(startIndex, endIndex), [startIndex, endIndex, total, onView]);
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer]);
  useEffect(() => {
    if (jump) virtualizer.scrollToIndex(jump.index, { align: 'start' });
  }, [jump, virtualizer]);
  useEffect(() => walk.focus());
  const open = useLinks();
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      onClick={open}
      onKeyDown={(event) => walk.press(event, { virtualizer, seen: endIndex - startIndex })}
    >
      <ol className={styles.list} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => {
          const message = kept.at(index);
          return (
            <MessageRow
              key={key}
              place={kept.placeOf(index)}
              message={message}
              href={message && hrefOf(message.id)}
              isSelected={message !== undefined && message.id === selected}
              isStop={index === walk.stop(startIndex)}
              start={start}
              position={index + 1}
              total={total}
            />
          );
        })}
      </ol>
    </div>
  );
});

/** Follows a link inside the page, unless it is to be opened elsewhere. */
function useLinks(): (event: MouseEvent) => void {
  const [, navigate] = useLocation();
  return (event) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    navigate(link.pathname + link.search);
  };
}
