import type { Message } from '@chatti/core/contract';
import { useQuery } from '@tanstack/react-query';
import { threadQuery } from '../api/queries.ts';
import { StatusPill } from '../design/status-pill.tsx';
import { TextWithLinks } from '../design/text-with-links.tsx';
import { Time } from '../design/time.tsx';
import styles from './thread.module.css';

/** What one phone got and wrote, as it shows it. The message that is looked at stands out. */
export function Thread({ message }: { message: Message }) {
  const phone = (message.direction === 'inbound' ? message.from : message.to) ?? '';
  const account = message.direction === 'inbound' ? message.to : message.from;
  const { data: thread = [message] } = useQuery({ ...threadQuery(phone), enabled: phone !== '' });
  // While the thread is on its way to be asked for again, a message sent just now may not be in it.
  const messages = thread.some(({ id }) => id === message.id) ? thread : [...thread, message];
  const shown = messages.filter((other) => other.from === account || other.to === account);
  return (
    <div className={styles.thread} tabIndex={0} role="region" aria-label="Thread">
      <p className={styles.who}>
        <b>{account}</b>
        on the phone <span className="mono">{phone}</span>
      </p>
      <ol>
        {shown.map((one) => (
          <Bubble key={one.id} message={one} current={one.id === message.id} />
        ))}
      </ol>
    </div>
  );
}

function Bubble({ message, current }: { message: Message; current: boolean }) {
  const mine = message.direction === 'inbound';
  return (
    <li
      className={mine ? styles.reply : styles.text}
      aria-current={current ? 'true' : undefined}
      ref={current ? reveal : undefined}
    >
      <p className={styles.bubble} dir="auto">
        <TextWithLinks text={message.body ?? 'no text'} />
      </p>
      <p className={styles.facts}>
        <StatusPill message={message} />
        <Time iso={message.created_at} />
        <span>{factsOf(message)}</span>
      </p>
    </li>
  );
}

function reveal(bubble: HTMLElement | null): void {
  bubble?.scrollIntoView({ block: 'nearest' });
}

function factsOf({ segments, encoding, price, currency, error }: Message): string {
  const facts = [
    segments === null || segments === 0
      ? undefined
      : `${segments} ${segments === 1 ? 'segment' : 'segments'} of ${encoding ?? 'unknown encoding'}`,
    price === null ? undefined : `${price} ${currency ?? ''}`.trim(),
    error?.message ?? error?.code ?? undefined,
  ];
  return facts.filter((fact) => fact !== undefined).join(' · ');
}
