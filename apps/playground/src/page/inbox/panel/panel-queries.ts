import type { Message } from '@chatti/core/contract';
import { queryOptions } from '@tanstack/react-query';
import { call, callSandbox } from '../../api/call.ts';

/** What is doubtful about a message. A message of the sandbox is known there; any other is judged by what it holds. */
export function lintQuery(
  { id, to, from, body, body_template: template, media }: Message,
  isSandbox: boolean,
) {
  return queryOptions({
    queryKey: ['lint', isSandbox, id],
    queryFn: async ({ signal }) => {
      const { findings } = isSandbox
        ? await callSandbox('lint', 'message', { id }, signal)
        : await callSandbox('lint', 'check', lintable({ to, from, body: template ?? body, media }), signal);
      return findings;
    },
    // What a message holds never changes.
    staleTime: Infinity,
  });
}

/** The most that the sandbox lists at once: as many requests as it keeps. */
export const LISTED = 1000;

/** The requests about a message, oldest first, and since when all are kept. */
export function requestsQuery(id: string) {
  return queryOptions({
    queryKey: ['journal', 'message', id],
    queryFn: async ({ signal }) => {
      const { data, kept_since: since } = await callSandbox(
        'journal',
        'list',
        { message_id: id, limit: LISTED },
        signal,
      );
      return { entries: data.toReversed(), since };
    },
  });
}

/** What was posted about a message, newest first, and since when all of it is kept. */
export function deliveriesAboutQuery(id: string) {
  return queryOptions({
    queryKey: ['deliveries', 'message', id],
    queryFn: async ({ signal }) => {
      const { data, kept_since: since } = await callSandbox(
        'deliveries',
        'list',
        { message_id: id, limit: LISTED },
        signal,
      );
      return { deliveries: data, since };
    },
  });
}

/** Whether a number has opted out, and how. */
export function optOutQuery(number: string) {
  return queryOptions({
    queryKey: ['optOuts', 'one', number],
    queryFn: async ({ signal }) => {
      // Most numbers have not opted out, and to be told so by an error is no error.
      const { data } = await call('optOuts', 'list', { per_page: 1000 }, signal);
      return data.find((optOut) => optOut.number === number) ?? null;
    },
  });
}

function lintable({ to, from, body, media }: Pick<Message, 'to' | 'from' | 'body' | 'media'>) {
  const files = media?.map(({ filename, url }) => ({ filename: filename ?? '', url: url ?? '' }));
  return {
    ...(to === null ? {} : { to }),
    ...(from === null ? {} : { from }),
    ...(body === null ? {} : { body }),
    ...(files && files.length > 0 ? { media: files } : {}),
  };
}
