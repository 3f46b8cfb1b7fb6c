import type { Message } from '@chatti/core/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { threadQuery } from '../../api/queries.ts';
import { StatusPill } from '../../design/status-pill.tsx';
import { TextWithLinks } from '../../design/text-with-links.tsx';
import { Time } from '../../design/time.tsx';
import { statusDetail } from '../list/row-words.ts';
import { endsOf } from './ends-of.ts';
import { MediaView } from './media-view.tsx';
import styles from './thread.module.css';

/** What one phone got and wrote, as it shows it. The message that is looked at stands out. */
export function Thread({ message, isSandbox }: { message: Message; isSandbox: boolean }) {
  const { phone, account } = endsOf(message);
  const { data: thread = [message] } = useQuery({ ...threadQuery(phone), enabled: phone !== '' });
  // While the thread is on its way to be asked for again, a message sent just now may not be in it.
  const messages = thread.some(({ id }) => id === message.id) ? thread : [...thread, message];
  const shown = messages.filter((other) => other.from === account || other.to === account);
  const region = useRef<HTMLDivElement>(null);
  useNewestInView(region, shown.length, message.id);
  return (
    <div ref={region} className={styles.thread} tabIndex={0} role="region" aria-label="Thread">
      <p className={styles.who}>
        <b>{account}</b>
        {/[A-Za-z]/.test(account) ? 'sender ID' : 'two-way number'} · on the phone{' '}
        <span className="mono">{phone}</span>
      </p>
      <ol>
        {shown.map((one) => (
          <Bubble key={one.id} message={one} current={one.id === message.id} isSandbox={isSandbox} />
        ))}
      </ol>
    </div>
  );
}

/** Brings what comes in while the thread is shown into view. */
function useNewestInView(region: { readonly current: HTMLElement | null }, count: number, id: string): void {
  const before = useRef({ count, id });
  useEffect(() => {
    const isNew = before.current.id === id && count > before.current.count && before.current.count > 1;
    before.current = { count, id };
    if (isNew) region.current?.scrollTo({ top: region.current.scrollHeight });
  }, [count, id, region]);
}

function Bubble({ message, current, isSandbox }: { message: Message; current: boolean; isSandbox: boolean }) {
  const mine = message.direction === 'inbound';
  const media = message.media ?? [];
  return (
    <li
      className={mine ? styles.reply : styles.text}
      aria-current={current ? 'true' : undefined}
      ref={current ? reveal : undefined}
    >
      <div className={styles.bubble}>
        {message.subject !== null && <b className={styles.subject}>{message.subject}</b>}
        {media.map((file, index) => (
          <MediaView key={index} file={file} isSandbox={isSandbox} />
        ))}
        {(message.body !== null || media.length === 0) && (
          <p dir="auto">
            <TextWithLinks text={message.body ?? 'no text'} />
          </p>
        )}
      </div>
      <p className={styles.facts}>
        <StatusPill message={message} detail={statusDetail(message)} />
        <Time iso={message.created_at} />
        <span>{factsOf(message)}</span>
      </p>
    </li>
  );
}

function reveal(bubble: HTMLElement | null): void {
  bubble?.scrollIntoView({ block: 'nearest' });
}

function factsOf({ segments, encoding, price, currency, error, direction }: Message): string {
  const facts = [
    segments === null || segments === 0
      ? undefined
      : `${segments} ${segments === 1 ? 'segment' : 'segments'} of ${encoding ?? 'unknown encoding'}`,
    price === null || direction === 'inbound' ? undefined : `${price} ${currency ?? ''}`.trim(),
    error?.message ?? error?.code ?? undefined,
  ];
  return facts.filter((fact) => fact !== undefined).join(' · ');
}
