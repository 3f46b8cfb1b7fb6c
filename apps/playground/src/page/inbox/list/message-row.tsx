import type { Message } from '@chatti/core/contract';
import { ArrowDownLeft, ArrowUpRight } from 'lucide-react';
import { memo } from 'react';
import { StatusPill } from '../../design/status-pill.tsx';
import { Time } from '../../design/time.tsx';
import styles from './message-list.module.css';
import { mediaWords, statusDetail } from './row-words.ts';

interface MessageRowProps {
  /** Its place counted from the oldest. */
  readonly place: number;
  /** Undefined while it is on its way. */
  readonly message: Message | undefined;
  readonly href: string | undefined;
  readonly isSelected: boolean;
  /** Whether Tab stops here: at one row of the list, the arrow keys do the rest. */
  readonly isStop: boolean;
  /** How far from the top of the list, in CSS pixels. */
  readonly start: number;
  /** 1 for the newest. */
  readonly position: number;
  readonly total: number;
}

/** The id of a message's row, to find it again. */
export function rowId(id: string): string {
  return `row-${id}`;
}

/** One message in the list. Its link stays the same element while its message is on its way, and so keeps the focus. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, href, start, position, total, place } = props;
  return (
    <li
      style={{ transform: `translateY(${start}px)` }}
      aria-posinset={position}
      aria-setsize={total}
      data-place={place}
    >
      <a
        id={message && rowId(message.id)}
        href={href}
        className={styles.row}
        tabIndex={props.isStop ? 0 : -1}
        aria-current={props.isSelected ? 'true' : undefined}
      >
        {message ? <Cells message={message} /> : <span className={styles.awaited}>on its way</span>}
      </a>
    </li>
  );
});

function Cells({ message }: { message: Message }) {
  const inbound = message.direction === 'inbound';
  const Direction = inbound ? ArrowDownLeft : ArrowUpRight;
  const media = mediaWords(message.media);
  return (
    <>
      <Direction
        className={inbound ? styles.inbound : styles.outbound}
        role="img"
        aria-label={inbound ? 'received from' : 'sent to'}
      />
      <span className={styles.phone}>{inbound ? message.from : message.to}</span>
      <span className={styles.text}>
        <b>{inbound ? 'reply' : message.from}</b> <bdi>{message.body}</bdi>
        {media !== undefined && <i>{media}</i>}
      </span>
      <span className={message.encoding === 'UCS-2' ? styles.dear : styles.size}>{sizeOf(message)}</span>
      <StatusPill message={message} detail={statusDetail(message)} />
      <Time iso={message.created_at} className={styles.time} />
    </>
  );
}

function sizeOf({ type, segments, encoding }: Message): string {
  return type === 'mms' ? 'MMS' : `${segments ?? '?'} · ${encoding ?? '?'}`;
}
