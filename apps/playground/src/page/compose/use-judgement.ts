import type { Finding, Preview, SendMessage } from '@chatti/core/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call, callSandbox } from '../api/call.ts';
import { PAUSE_MS, useSettled } from './use-settled.ts';
import type { Writing } from './use-writing.ts';

/** The longest text that lint takes, in characters. */
const lintLength = 2000;

/** What is known of a message before it is sent. */
export interface Judgement {
  /** The server's own count and price; undefined where it gives none, and for many recipients: see `useCost`. */
  readonly preview: Preview | undefined;
  readonly lint: readonly Finding[] | undefined;
}

/** Asks the server and lint what they make of a message, once nothing was typed for a moment. Older questions are called off. */
export function useJudgement({ toJudge, numbers, isReal }: Writing): Judgement {
  const isMany = numbers.length > 1;
  const asked = useSettled(JSON.stringify(toJudge), isReal ? PAUSE_MS.real : PAUSE_MS.sandbox);
  // What was written as JSON just before.
  const message = JSON.parse(asked) as Partial<SendMessage>;
  const hasContent = message.body !== undefined || message.media !== undefined;
  const shared = { placeholderData: keepPreviousData, retry: false, gcTime: 0, enabled: hasContent } as const;
  const preview = useQuery({
    ...shared,
    queryKey: ['preview', asked],
    queryFn: ({ signal }) => call('messages', 'preview', message, signal),
    enabled: hasContent && !isMany,
  });
  const lint = useQuery({
    ...shared,
    queryKey: ['lint', asked],
    queryFn: ({ signal }) => callSandbox('lint', 'check', lintable(message), signal),
    enabled: hasContent && (message.body ?? '').length <= lintLength,
  });
  // A question that is not asked keeps the answer to the one before.
  if (!hasContent) return { preview: undefined, lint: undefined };
  return { preview: isMany ? undefined : preview.data, lint: lint.data?.findings };
}

function lintable({ to, from, body, media }: Partial<SendMessage>) {
  const files = media?.map(({ filename, url }) => ({
    ...(filename === undefined ? {} : { filename }),
    ...(url === undefined ? {} : { url }),
  }));
  return {
    ...(to === undefined ? {} : { to }),
    ...(from === undefined ? {} : { from }),
    ...(body === undefined ? {} : { body }),
    ...(files === undefined ? {} : { media: files }),
  };
}
