import type { Message } from '@chatti/core/contract';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { infoQuery } from '../../api/queries.ts';
import { putDraft } from '../../compose/draft.ts';
import controls from '../../design/controls.module.css';
import { Note } from '../../design/note.tsx';
import { Time } from '../../design/time.tsx';
import styles from './detail.module.css';
import { endsOf } from './ends-of.ts';
import { optOutLink } from './opt-out-link.ts';
import { optOutQuery } from './panel-queries.ts';

const sources: Readonly<Record<string, string>> = {
  link: 'by the link in a message',
  keyword: 'by a keyword',
  api: 'through the API',
  import: 'by an import',
};

/** The opt-out of a message: its link to rehearse, and what comes of it. */
export function OptOutLine({ message, isSandbox }: { message: Message; isSandbox: boolean }) {
  const { data: info } = useQuery(infoQuery);
  const { phone, account } = endsOf(message);
  const { data: optOut } = useQuery({ ...optOutQuery(phone), enabled: phone !== '' });
  const [, navigate] = useLocation();
  const link = isSandbox && info ? optOutLink(message.body ?? '', info.sandbox.base_url) : undefined;
  if (optOut) {
    const sendAgain = (): void => {
      putDraft({ to: phone, from: account, body: message.body_template ?? message.body ?? '' });
      navigate('/');
    };
    return (
      <div className={styles.about}>
        <Note tone="warn" role="status">
          <span>
            <b>{phone} has opted out</b> {sources[optOut.source ?? ''] ?? ''},{' '}
            <Time iso={optOut.created_at} />. The next send to it is refused.
          </span>
          {message.direction !== 'inbound' && (
            <button type="button" className={`${controls.button} ${controls.small}`} onClick={sendAgain}>
              Try it
            </button>
          )}
        </Note>
      </div>
    );
  }
  if (link === undefined) return null;
  return (
    <div className={styles.about}>
      <Note>
        <span>The opt-out link opens as on the phone: one button there, and {phone} gets nothing more.</span>
        <a
          className={`${controls.button} ${controls.small}`}
          href={link}
          target="_blank"
          rel="noopener noreferrer"
        >
          Rehearse the opt-out
        </a>
      </Note>
    </div>
  );
}
