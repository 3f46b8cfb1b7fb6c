import type { Message, Page } from '@chatti/core/contract';
import type { RunningPlayground } from './run-playground.ts';

/** Reads the sandbox as a stranger does: with fetch and the key, without any package of this project. */
export function readSandbox<T>({ baseUrl, apiKey }: RunningPlayground, path: string): Promise<T> {
  return fetch(`${baseUrl}${path}`, { headers: { 'x-api-key': apiKey } }).then(
    (reply) => reply.json() as Promise<T>,
  );
}

/** The newest messages in their envelope. */
export function readMessages(playground: RunningPlayground): Promise<Page<Message>> {
  return readSandbox(playground, '/messages');
}

/** The names of the documented list envelope, sorted. */
export const ENVELOPE = [
  'current_page',
  'data',
  'first_item',
  'item_count',
  'last_item',
  'next_page_url',
  'per_page',
  'prev_page_url',
  'total',
];
