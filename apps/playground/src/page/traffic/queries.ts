import { queryOptions } from '@tanstack/react-query';
import { callSandbox } from '../api/call.ts';

/** How many requests and deliveries are shown: the newest. */
export const SHOWN = 300;

/** The newest requests of all accounts. */
export const journalQuery = queryOptions({
  queryKey: ['journal', 'list'],
  queryFn: async ({ signal }) => (await callSandbox('journal', 'list', { limit: SHOWN }, signal)).data,
});

/** One request as something to copy. */
export function copyQuery(number: number) {
  return queryOptions({
    queryKey: ['journal', 'copy', number],
    queryFn: ({ signal }) => callSandbox('journal', 'copy', { number }, signal),
    staleTime: Infinity,
  });
}

/** The newest deliveries to webhooks. */
export const deliveriesQuery = queryOptions({
  queryKey: ['deliveries', 'list'],
  queryFn: async ({ signal }) => (await callSandbox('deliveries', 'list', { limit: SHOWN }, signal)).data,
});
