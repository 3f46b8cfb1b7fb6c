import type { Message } from '@chatti/core/contract';
import { useLocation } from 'wouter';
import { call } from '../../api/call.ts';
import { useRow } from '../../api/use-row.ts';
import { putDraft } from '../../compose/draft.ts';
import controls from '../../design/controls.module.css';
import { CopyButton } from '../../design/copy-button.tsx';
import { Note } from '../../design/note.tsx';
import styles from './detail.module.css';

const small = `${controls.button} ${controls.small}`;

/** What a message is named by, and what can be done with it. */
export function MessageActions({ message }: { message: Message }) {
  const [, navigate] = useLocation();
  const cancel = useRow('messages', () => call('messages', 'cancel', { id: message.id }));
  const writeAgain = (): void => {
    const { to, from, body, body_template: template, subject, reference } = message;
    putDraft({
      to: to ?? '',
      from: from ?? '',
      body: template ?? body ?? '',
      subject: subject ?? '',
      reference: reference ?? '',
    });
    navigate('/');
  };
  const facts = Object.entries({ reference: message.reference, ...message.metadata });
  return (
    <section className={styles.actions} aria-label="This message">
      <div>
        {message.status === 'scheduled' && (
          <button
            type="button"
            className={small}
            onClick={() => !cancel.isPending && cancel.mutate(undefined)}
          >
            Cancel it
          </button>
        )}
        {message.direction !== 'inbound' && (
          <button type="button" className={small} onClick={writeAgain}>
            Write again
          </button>
        )}
        <CopyButton text={message.id} name="Copy id" className={small} />
      </div>
      <dl>
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {cancel.error && (
        <Note tone="bad" role="alert">
          It is still scheduled. {cancel.error.message}
        </Note>
      )}
    </section>
  );
}
