import type { Preview } from '@chatti/core/contract';
import { Code } from '../design/code.tsx';
import { Note } from '../design/note.tsx';
import type { RequestError } from '../api/request.ts';
import styles from './server-preview.module.css';

interface ServerPreviewProps {
  readonly preview: Preview | undefined;
  readonly error: RequestError | null;
  readonly currency: string | null | undefined;
}

/** What the server answers when it is asked outright. Nothing is sent by that. */
export function ServerPreview({ preview, error, currency }: ServerPreviewProps) {
  return (
    <div role="status" className={styles.preview}>
      {error && <Note tone="bad">Nothing was sent, and the server gave no preview. {error.message}</Note>}
      {preview && !error && (
        <details open>
          <summary>{sentenceOf(preview, currency)}</summary>
          <Code text={JSON.stringify(preview, null, 2)} wrap />
        </details>
      )}
    </div>
  );
}

function sentenceOf(preview: Preview, currency: string | null | undefined): string {
  const { characters, encoding, segments, price, within_limit: fits } = preview;
  const parts = [
    `${characters} characters${fits === false ? ', more than the limit' : ''}`,
    segments === 0 ? 'MMS' : `${encoding}, ${segments} ${segments === 1 ? 'segment' : 'segments'}`,
    price === null ? 'no price yet' : `${price} ${currency ?? ''}`.trim(),
  ];
  const verdict = (preview.errors ?? []).length === 0 ? 'It would be accepted' : 'It would be refused';
  return `${verdict}: ${parts.join(', ')}. Nothing was sent.`;
}
