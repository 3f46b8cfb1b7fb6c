import type { Message, Page } from '@chatti/core/contract';
import { isFinal } from '@chatti/core/contract';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Info } from '../../info.ts';
import type { RequestError } from './request.ts';
import { get, post } from './request.ts';

/** The roads that a message can take from this page to the sandbox. */
export const ROADS = ['core', 'nest', 'express'] as const;

/** One of the roads. */
export type Road = (typeof ROADS)[number];

/** How long to wait before asking again, in ms: while something is about to happen, and otherwise. */
const soon = 600;
const later = 2500;

/** For how long after its last change a message is expected to move on, in ms. `sent` may be the last word for ever. */
const restless = 60_000;

/** What the server tells about itself; it does not change while it runs. */
export const infoQuery = queryOptions({
  queryKey: ['info'],
  queryFn: ({ signal }) => get<Info>('/api/info', signal),
  staleTime: Infinity,
});

/** One page of messages, newest first, asked for again more often while a message of it is on its way. */
export function messagesQuery(page: number) {
  return queryOptions({
    queryKey: ['messages', 'page', page],
    queryFn: ({ signal }) => get<Page<Message>>(`/api/messages?page=${page}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.data.some(isMoving) ? soon : later),
  });
}

/** One message, asked for again until its status is final. */
export function messageQuery(id: string) {
  return queryOptions({
    queryKey: ['messages', 'one', id],
    queryFn: ({ signal }) => get<Message>(`/api/messages/${encodeURIComponent(id)}`, signal),
    refetchInterval: ({ state }) => {
      if (!state.data || isFinal(state.data.status)) return false;
      return isMoving(state.data) ? soon : later;
    },
  });
}

/** What went to and came from one phone, oldest first. */
export function threadQuery(number: string) {
  return queryOptions({
    queryKey: ['messages', 'thread', number],
    queryFn: async ({ signal }) => {
      const ask = (name: string, direction: string): Promise<Page<Message>> =>
        get(`/api/messages?direction=${direction}&${name}=${encodeURIComponent(number)}`, signal);
      const pages = await Promise.all([ask('to', 'outbound'), ask('from', 'inbound')]);
      return pages.flatMap(({ data }) => data).sort(byAge);
    },
    refetchInterval: ({ state }) => (state.data?.some(isMoving) ? soon : later),
  });
}

/** Sends by one of the roads. Nothing is tried again here: a text must not be sent twice. */
export function useSend() {
  const client = useQueryClient();
  return useMutation<Message, RequestError, { road: Road; fields: Readonly<Record<string, string>> }>({
    mutationFn: ({ road, fields }) => post(`/api/send/${road}`, fields),
    onSettled: () => client.invalidateQueries({ queryKey: ['messages'] }),
  });
}

/** Whether a message is likely to have another status soon. `scheduled` waits too long to be asked for often. */
function isMoving({ status, updated_at }: Message): boolean {
  const changed = Date.parse(updated_at ?? '');
  return !isFinal(status) && status !== 'scheduled' && Math.abs(Date.now() - changed) < restless;
}

function byAge(a: Message, b: Message): number {
  return (a.created_at ?? '').localeCompare(b.created_at ?? '') || a.id.localeCompare(b.id);
}
