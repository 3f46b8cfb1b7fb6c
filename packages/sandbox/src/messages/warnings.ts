import type { CompleteFinding, Parsed, SendMessage } from '@chatti/core/contract';
import { endsWithOptOut, hasOptOut } from '@chatti/core/rules';
import { lintMessage } from '../lint/lint-message.ts';

/** What a warning depends on beside the message. */
interface Surroundings {
  readonly defaultSender: string | null;
  readonly linkLength: number;
}

/** What would be accepted, and is doubtful all the same. */
export function warningsOf(
  message: Pick<Partial<Parsed<SendMessage>>, 'to' | 'from' | 'body' | 'media'>,
  { defaultSender, linkLength }: Surroundings,
): CompleteFinding[] {
  const optOut = message.body === undefined ? [] : optOutWarnings(message.body);
  const told = new Set(optOut.map(({ code }) => code));
  const media = message.media?.filter(isFile);
  const found = lintMessage({ ...message, from: message.from ?? defaultSender, media }, { linkLength });
  return [...optOut, ...found.filter(({ code }) => !told.has(code))];
}

/** A preview takes anything: what is no file is told as an error. */
function isFile(file: unknown): boolean {
  if (typeof file !== 'object' || file === null) return false;
  const { filename, url } = file as { readonly filename?: unknown; readonly url?: unknown };
  return [filename, url].every((value) => value === undefined || typeof value === 'string');
}

/** A preview cannot tell either whether it is marketing, and warns whatever it reads like. */
function optOutWarnings(body: string): CompleteFinding[] {
  if (endsWithOptOut(body)) return [];
  const warning = hasOptOut(body)
    ? { code: 'opt_out_not_last', message: 'The opt-out is not at the end, where marketing must have it.' }
    : {
        code: 'opt_out_missing',
        message: 'There is no opt-out. Marketing must have one at its end: {OptOutURL}.',
      };
  return [{ field: 'body', ...warning }];
}
