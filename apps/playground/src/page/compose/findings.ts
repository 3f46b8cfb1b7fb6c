import type { Finding, Preview } from '@chatti/core/contract';
import { ADVICE } from './advice.table.ts';
import type { Remedy } from './advice.table.ts';

/** Something that was found about the message before it is sent, and what to do about it. */
export interface Hint {
  readonly field: string;
  readonly code: string;
  /** What was found, in a sentence. */
  readonly message: string;
  /** Whether it would be refused, or is doubtful only. */
  readonly refused: boolean;
  /** What to do, in a sentence. */
  readonly advice: string;
  /** What a button can do about it. */
  readonly remedy: Remedy | undefined;
}

/** What nobody needs to be told while a message is being written: what is missing, and what its field says already. */
const unsaid: ReadonlySet<string> = new Set([
  'required',
  'empty',
  'invalid_number',
  'invalid_sender',
  'invalid_timestamp',
  'in_the_past',
  'out_of_range',
]);

/** Everything that was found, each thing once: what would be refused first. */
export function hintsOf(
  preview: Pick<Preview, 'warnings' | 'errors'> | undefined,
  lint: readonly Finding[] | undefined,
): Hint[] {
  const refused = (preview?.errors ?? []).filter(({ code }) => !unsaid.has(code ?? ''));
  const doubtful = [...(preview?.warnings ?? []), ...(lint ?? [])];
  const hints = [...refused.map((one) => hintOf(one, true)), ...doubtful.map((one) => hintOf(one, false))];
  const seen = new Set<string>();
  return hints.filter(({ field, code }) => {
    const key = `${field} ${code}`;
    return !seen.has(key) && seen.add(key);
  });
}

function hintOf({ field, code, message }: Finding, refused: boolean): Hint {
  const advice = code !== null && Object.hasOwn(ADVICE, code) ? ADVICE[code] : undefined;
  return {
    field: field ?? '',
    code: code ?? '',
    message: sentenceOf(message ?? 'No reason was given.', field ?? ''),
    refused,
    advice: advice?.what ?? (refused ? 'It would be refused as it is.' : ''),
    remedy: advice?.remedy,
  };
}

/** Some messages are the rest of a sentence (`is too long`). */
function sentenceOf(message: string, field: string): string {
  const ended = /[.!?]$/.test(message) ? message : `${message}.`;
  return /^\p{Lu}/u.test(ended) ? ended : `“${field}” ${ended}`;
}
