import type { ListMessages, Message } from '@chatti/core/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Info } from '../../info.ts';
import { call, callSandbox } from './call.ts';
import { get } from './request.ts';

// The first word of a key says what it is about, so that news of it finds everything that shows it: see live.ts.

/** The roads that a message can take from this page to the sandbox. */
export const ROADS = ['core', 'nest', 'express'] as const;

/** One of the roads. */
export type Road = (typeof ROADS)[number];

/** What the server tells about itself and its connection. */
export const infoQuery = queryOptions({
  queryKey: ['info'],
  queryFn: ({ signal }) => get<Info>('/api/info', signal),
  staleTime: Infinity,
});

/** One page of messages, newest first. */
export function messagesQuery(input: ListMessages) {
  return queryOptions({
    queryKey: ['messages', 'page', input],
    queryFn: ({ signal }) => call('messages', 'list', input, signal),
    placeholderData: keepPreviousData,
  });
}

/** One message. */
export function messageQuery(id: string) {
  return queryOptions({
    queryKey: ['messages', 'one', id],
    queryFn: ({ signal }) => call('messages', 'get', { id }, signal),
  });
}

/** What went to and came from one phone, oldest first. */
export function threadQuery(number: string) {
  return queryOptions({
    queryKey: ['messages', 'thread', number],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all([
        call('messages', 'list', { direction: 'outbound', to: number }, signal),
        call('messages', 'list', { direction: 'inbound', from: number }, signal),
      ]);
      return pages.flatMap(({ data }) => data).sort(byAge);
    },
  });
}

/** The sandbox's clock. */
export const clockQuery = queryOptions({
  queryKey: ['clock'],
  queryFn: ({ signal }) => callSandbox('clock', 'get', {}, signal),
});

/** The faults that are still to come. */
export const faultsQuery = queryOptions({
  queryKey: ['faults'],
  queryFn: ({ signal }) => callSandbox('faults', 'list', {}, signal),
});

/** The account that messages are sent from. */
export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => call('account', 'get', {}, signal),
});

function byAge(a: Message, b: Message): number {
  return (a.created_at ?? '').localeCompare(b.created_at ?? '') || a.id.localeCompare(b.id);
}

/** What can be changed of the sandbox while it runs. */
export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => callSandbox('settings', 'get', {}, signal),
});

/** How many requests and deliveries are shown: the newest. */
export const SHOWN = 300;

/** The newest requests of all accounts. */
export const journalQuery = queryOptions({
  queryKey: ['journal', 'list'],
  queryFn: async ({ signal }) => (await callSandbox('journal', 'list', { limit: SHOWN }, signal)).data,
});

/** Every attempt of the call that a request belongs to, however old. */
export function callQuery(number: number) {
  return queryOptions({
    queryKey: ['journal', 'call', number],
    queryFn: async ({ signal }) =>
      (await callSandbox('journal', 'list', { call: number, limit: 1000 }, signal)).data,
  });
}

/** One delivery, however old. */
export function deliveryQuery(id: string) {
  return queryOptions({
    queryKey: ['deliveries', 'one', id],
    queryFn: ({ signal }) => callSandbox('deliveries', 'get', { id }, signal),
  });
}

/** The newest deliveries to webhooks. */
export const deliveriesQuery = queryOptions({
  queryKey: ['deliveries', 'list'],
  queryFn: async ({ signal }) => (await callSandbox('deliveries', 'list', { limit: SHOWN }, signal)).data,
});
