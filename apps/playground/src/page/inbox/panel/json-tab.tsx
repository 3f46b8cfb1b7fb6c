import type { Message } from '@chatti/core/contract';
import { Code } from '../../design/code.tsx';
import controls from '../../design/controls.module.css';
import { CopyButton } from '../../design/copy-button.tsx';
import styles from './detail.module.css';

/** The message as the API answers it. */
export function JsonTab({ message }: { message: Message }) {
  const json = JSON.stringify(message, undefined, 2);
  return (
    <>
      <div className={styles.path}>
        <code>GET /messages/{message.id}</code>
        <CopyButton text={json} name="Copy" className={`${controls.button} ${controls.small}`} />
      </div>
      <Code text={json} wrap />
    </>
  );
}
