import type { Finding, Preview, SendMessage } from '@chatti/core/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call, callSandbox } from '../api/call.ts';

/** How long nothing is typed before the sandbox is asked, in ms; and before a server that counts its requests is. */
const pauseMs = { sandbox: 200, real: 1000 };

/** The longest text that lint takes, in characters. */
const lintLength = 2000;

/** What is known of a message before it is sent. */
export interface Judgement {
  /** The server's own count and price; undefined where it gives none. */
  readonly preview: Preview | undefined;
  readonly lint: readonly Finding[] | undefined;
}

/** Asks the server and lint what they make of a message, once nothing was typed for a moment. Older questions are called off. */
export function useJudgement(fields: Partial<SendMessage>, isReal: boolean): Judgement {
  const asked = useSettled(JSON.stringify(fields), isReal ? pauseMs.real : pauseMs.sandbox);
  // What was written as JSON just before.
  const message = JSON.parse(asked) as Partial<SendMessage>;
  const hasContent = message.body !== undefined || message.media !== undefined;
  const shared = { placeholderData: keepPreviousData, retry: false, gcTime: 0, enabled: hasContent } as const;
  const preview = useQuery({
    ...shared,
    queryKey: ['preview', asked],
    queryFn: ({ signal }) => call('messages', 'preview', message, signal),
  });
  const lint = useQuery({
    ...shared,
    queryKey: ['lint', asked],
    queryFn: ({ signal }) => callSandbox('lint', 'check', lintable(message), signal),
    enabled: hasContent && (message.body ?? '').length <= lintLength,
  });
  // A question that is not asked keeps the answer to the one before.
  if (!hasContent) return { preview: undefined, lint: undefined };
  return { preview: preview.data, lint: lint.data?.findings };
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

/** A value once it has not changed for so long. */
function useSettled(value: string, pause: number): string {
  const [settled, settle] = useState(value);
  useEffect(() => {
    if (value === settled) return;
    const timer = setTimeout(() => settle(value), pause);
    return () => clearTimeout(timer);
  }, [value, settled, pause]);
  return settled;
}
