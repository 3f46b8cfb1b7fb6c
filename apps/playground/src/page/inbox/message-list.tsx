import type { Message } from '@chatti/core/contract';
import { ArrowDownLeft, ArrowUpRight } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Link, useSearch } from 'wouter';
import { StatusPill } from '../design/status-pill.tsx';
import { Time } from '../design/time.tsx';
import styles from './message-list.module.css';

/** One page of messages. The arrow keys walk it. */
export function MessageList({
  messages,
  selected,
}: {
  messages: readonly Message[];
  selected: string | undefined;
}) {
  return (
    <ol className={styles.list} onKeyDown={walk}>
      {messages.map((message) => (
        <li key={message.id}>
          <Row message={message} selected={message.id === selected} />
        </li>
      ))}
    </ol>
  );
}

/** The id of a message's row, to find it again. */
export function rowId(id: string): string {
  return `row-${id}`;
}

function Row({ message, selected }: { message: Message; selected: boolean }) {
  const search = useSearch();
  const inbound = message.direction === 'inbound';
  const Direction = inbound ? ArrowDownLeft : ArrowUpRight;
  return (
    <Link
      id={rowId(message.id)}
      href={`/inbox/${encodeURIComponent(message.id)}${search === '' ? '' : `?${search}`}`}
      className={styles.row}
      aria-current={selected ? 'true' : undefined}
    >
      <Direction
        className={inbound ? styles.inbound : styles.outbound}
        role="img"
        aria-label={inbound ? 'received from' : 'sent to'}
      />
      <span className={styles.phone}>{inbound ? message.from : message.to}</span>
      <span className={styles.text}>
        <b>{inbound ? 'reply' : message.from}</b> <bdi>{message.body}</bdi>
      </span>
      <span className={message.encoding === 'UCS-2' ? styles.dear : styles.size}>{sizeOf(message)}</span>
      <StatusPill message={message} />
      <Time iso={message.created_at} className={styles.time} />
    </Link>
  );
}

function sizeOf({ type, segments, encoding }: Message): string {
  return type === 'mms' ? 'MMS' : `${segments ?? '?'} · ${encoding ?? '?'}`;
}

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  if (!step) return;
  const rows = [...event.currentTarget.querySelectorAll('a')];
  const at = rows.findIndex((row) => row === document.activeElement);
  rows[step(at, rows.length - 1)]?.focus();
  event.preventDefault();
}
