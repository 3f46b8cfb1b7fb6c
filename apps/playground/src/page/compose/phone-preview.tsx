import { expandOptOut, hasOptOut, parseSender } from '@chatti/core/rules';
import { clock } from '../design/clock.ts';
import { figure } from '../design/figure.ts';
import { TextWithLinks } from '../design/text-with-links.tsx';
import type { Draft } from './draft.ts';
import { MediaView } from './media-view.tsx';
import styles from './phone-preview.module.css';
import type { Schedule } from './schedule.ts';

interface PhonePreviewProps {
  readonly draft: Draft;
  /** An opt-out link of the real length. */
  readonly link: string;
  /** Who it is from where no sender is written. */
  readonly defaultSender: string | null | undefined;
  readonly schedule: Schedule;
  /** The time of the server that the message goes to. */
  readonly now: Date;
  readonly recipients: number;
}

/** The message as a phone shows it. */
export function PhonePreview({ draft, link, defaultSender, schedule, now, recipients }: PhonePreviewProps) {
  const text = expandOptOut(draft.body, link);
  const from = draft.from.trim() || defaultSender || 'default sender';
  const isEmpty = text === '' && draft.media.length === 0;
  return (
    <section className={styles.phone} aria-label="As the phone shows it">
      <p className={styles.who}>
        <b>{from}</b>
        {timeOf(schedule, now)}
      </p>
      {draft.subject !== '' && draft.media.length > 0 && <p className={styles.subject}>{draft.subject}</p>}
      {draft.media.map((file) => (
        <div key={file.id} className={styles.media}>
          <MediaView file={file} className={styles.file} />
        </div>
      ))}
      {text !== '' && (
        <p className={styles.bubble} dir="auto">
          <TextWithLinks text={text} />
        </p>
      )}
      {isEmpty && <p className={styles.waiting}>The text appears here as the phone will show it.</p>}
      <p className={styles.foot}>
        {recipients > 1 &&
          `One of ${figure(recipients)} phones${hasOptOut(draft.body) ? '; each gets its own link' : ''}. `}
        {parseSender(from)?.kind === 'alphanumeric' && 'No answer can be sent to this sender.'}
      </p>
    </section>
  );
}

const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });

function timeOf(schedule: Schedule, now: Date): string {
  if (schedule.kind !== 'at') return `today ${clock.format(now)}`;
  const isToday = day.format(schedule.at) === day.format(now);
  return `${isToday ? 'today' : day.format(schedule.at).replace(',', '')} ${clock.format(schedule.at)}`;
}
