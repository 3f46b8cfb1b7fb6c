import { type Chatti, createChatti } from '../client/create-chatti.ts';
import type { ChattiOptions } from '../client/options.ts';
import { countSegments } from '../rules/text/count-segments.ts';

export const apiKey = 'key_canary_0123456789';
export const to = '+447700900123';

/** A request as the server saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  // What was sent is looked at field by field in the tests.
  readonly body: { [field: string]: unknown; messages?: Record<string, unknown>[] };
}

/** What the server answers; a message by default. */
export type Answer = (seen: Seen) => Response | Promise<Response>;

/** A client with a server of its own in memory, which keeps what it saw. */
export function testClient(
  options: Partial<ChattiOptions>,
  answer: Answer = accept,
): { chatti: Chatti; seen: Seen[] } {
  const seen: Seen[] = [];
  const chatti = createChatti({
    apiKey,
    baseUrl: 'https://sms.example/v1',
    retryLimit: 0,
    ...options,
    async fetch(url, { method = 'GET', body } = {}) {
      const { pathname } = new URL(url);
      const request = {
        method,
        path: pathname,
        body: JSON.parse(typeof body === 'string' ? body : '{}'),
      } as Seen;
      seen.push(request);
      return answer(request);
    },
  });
  return { chatti, seen };
}

export function json(body: unknown, init: ResponseInit = {}): Response {
  return new Response(JSON.stringify(body), {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  });
}

/** What a platform answers that takes everything. */
export function accept({ path, body }: Seen): Response {
  if (!path.endsWith('/batch')) return json(messageOf(body));
  const data = (body.messages ?? []).map((item, index) => ({
    index,
    status: 'accepted',
    message: messageOf({ ...body, ...item }),
    error: null,
  }));
  return json({ total_count: data.length, accepted_count: data.length, rejected_count: 0, data });
}

function messageOf(given: Record<string, unknown>): object {
  const body = typeof given['body'] === 'string' ? given['body'] : '';
  return {
    ...given,
    id: 'msg_1',
    status: 'queued',
    segments: given['media'] ? 0 : countSegments(body).segments,
  };
}

/** Everything that a walk gives. */
export async function collect<T>(walk: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of walk) all.push(item);
  return all;
}

/** Freezes a value and everything in it. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
