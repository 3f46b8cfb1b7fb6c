import { expandOptOut } from '@chatti/core/rules';
import { TextWithLinks } from '../design/text-with-links.tsx';
import type { Draft } from './draft.ts';
import styles from './phone-preview.module.css';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** The message as a phone shows it. */
export function PhonePreview({ draft, link }: { draft: Draft; link: string }) {
  const text = expandOptOut(draft.body, link);
  return (
    <section className={styles.phone} aria-label="As the phone shows it">
      <p className={styles.who}>
        <b>{draft.from.trim() || 'default sender'}</b>
        today {clock.format()}
      </p>
      {text === '' ? (
        <p className={styles.waiting}>The text appears here as the phone will show it.</p>
      ) : (
        <p className={styles.bubble} dir="auto">
          <TextWithLinks text={text} />
        </p>
      )}
    </section>
  );
}
