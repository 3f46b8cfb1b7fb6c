import type { Preview } from '@chatti/core/contract';
import type { RequestError } from '../api/request.ts';
import { Code } from '../design/code.tsx';
import { figure } from '../design/figure.ts';
import { Note } from '../design/note.tsx';
import styles from './server-preview.module.css';
import type { Asked } from './use-sending.ts';

interface ServerPreviewProps {
  readonly asked: Asked | undefined;
  readonly error: RequestError | null;
  readonly currency: string | null | undefined;
  /** How many the message goes to. */
  readonly count: number;
}

/** What the server answers when it is asked outright. Nothing is sent by that. */
export function ServerPreview({ asked, error, currency, count }: ServerPreviewProps) {
  return (
    <div role="status" className={styles.preview}>
      {error && <Note tone="bad">Nothing was sent, and the server gave no preview. {error.message}</Note>}
      {asked && !error && (
        <details open>
          <summary>{'one' in asked ? sentenceOf(asked.one, currency) : someSentence(asked, count)}</summary>
          <Code text={JSON.stringify('one' in asked ? asked.one : asked.some.results, null, 2)} wrap />
        </details>
      )}
    </div>
  );
}

function someSentence(
  { some: { results, stopped } }: Extract<Asked, { some: unknown }>,
  count: number,
): string {
  const refused = results.filter(({ preview: { errors } }) => (errors ?? []).length > 0).length;
  const whom =
    results.length === count ? `each of ${figure(count)}` : `${figure(results.length)} of ${figure(count)}`;
  const verdict =
    refused === 0
      ? 'It would be accepted'
      : `It would be accepted for ${figure(results.length - refused)} and refused for ${figure(refused)}`;
  const stop = stopped === null ? '' : ` ${stopped.message}`;
  return `Asked about ${whom}: ${verdict}.${stop} Nothing was sent.`;
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
