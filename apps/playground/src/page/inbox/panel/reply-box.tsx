import type { Message } from '@chatti/core/contract';
import { isPhoneNumber } from '@chatti/core/rules';
import type { FormEvent } from 'react';
import { useRef, useState } from 'react';
import { callSandbox } from '../../api/call.ts';
import { useRow } from '../../api/use-row.ts';
import controls from '../../design/controls.module.css';
import { endsOf } from './ends-of.ts';
import styles from './reply-box.module.css';

/** What is offered beside a text of one's own: these words alone act. */
const keywords = ['STOP', 'START'];

/** Writes back as the phone would: a real inbound message of the sandbox. */
export function ReplyBox({ message }: { message: Message }) {
  const { phone, account } = endsOf(message);
  const [text, setText] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const reply = useRow('messages', (body: string) =>
    callSandbox('inbox', 'reply', { from: phone, to: account, body }),
  );
  if (!isPhoneNumber(account)) {
    return (
      <p className={styles.none}>
        Nobody can write to a sender ID. Send from a number to get replies, and STOP with them.
      </p>
    );
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === '' || reply.isPending) return;
    reply.mutate(text, { onSuccess: () => setText('') });
  };
  const put = (word: string): void => {
    setText(word);
    box.current?.focus();
  };
  return (
    <form className={styles.reply} onSubmit={submit}>
      {reply.error && (
        <p className={styles.fault} role="alert">
          Nothing came in. {reply.error.message}
        </p>
      )}
      <input
        ref={box}
        aria-label={`Reply as ${phone}`}
        placeholder="Reply as this phone, or STOP"
        value={text}
        maxLength={1600}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
      />
      {keywords.map((word) => (
        <button key={word} type="button" className={styles.word} onClick={() => put(word)}>
          {word}
        </button>
      ))}
      <button type="submit" className={controls.primary} aria-disabled={reply.isPending}>
        Reply
      </button>
    </form>
  );
}
