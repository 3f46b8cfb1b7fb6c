import { type Chatti, createChatti } from '@chatti/core';

/** The key of every client in these tests: it must never show up in an answer. */
export const KEY = 'canary-key-5f2b91';

/** One request that reached the upstream. */
export interface Seen {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Answers one request as the API would. */
export type Answer = (request: Seen) => Response | Promise<Response>;

/** A client whose upstream is a function, and what it has seen. */
export interface Upstream {
  readonly client: Chatti;
  readonly seen: Seen[];
}

/** A client whose upstream is a function. By default every call succeeds. */
export function upstream(answer: Answer = succeed): Upstream {
  const seen: Seen[] = [];
  const fetch = async (url: string, init?: RequestInit): Promise<Response> => {
    const text =
      typeof init?.body === 'string'
        ? init.body
        : new TextDecoder().decode(init?.body as Uint8Array | undefined);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const request = {
      method: init?.method ?? 'GET',
      url: new URL(url),
      headers: new Headers(init?.headers),
      body,
    };
    seen.push(request);
    return answer(request);
  };
  const client = createChatti({ apiKey: KEY, baseUrl: 'https://upstream.example/v1', fetch, retryLimit: 0 });
  return { client, seen };
}

/** What a working account answers: a page for a list, else an object with the fields that were sent. */
export function succeed({ method, url, body }: Seen): Response {
  if (method === 'DELETE') return new Response(null, { status: 204 });
  const isList = method === 'GET' && /\/(?:messages|opt-outs|senders|webhooks)$/.test(url.pathname);
  return Response.json(isList ? pageFor(url) : { id: 'msg_1', status: 'queued', ...(body as object) });
}

function pageFor(url: URL): object {
  const page = Number(url.searchParams.get('page') ?? 1);
  const at = (number: number): string => {
    const next = new URL(url);
    next.searchParams.set('page', String(number));
    next.searchParams.set('per_page', '1');
    return next.href;
  };
  const urls = { prev_page_url: page > 1 ? at(page - 1) : null, next_page_url: at(page + 1) };
  const numbers = {
    total: 9,
    item_count: 1,
    current_page: page,
    per_page: 1,
    first_item: page,
    last_item: page,
  };
  return { ...numbers, ...urls, data: [{ id: `msg_${page}`, status: 'sent' }] };
}

/** An error of the API. */
export function fail(status: number, code: string, headers: Record<string, string> = {}): Response {
  const body = { status, code, message: 'upstream says so', errors: [], request_id: 'req_secret' };
  return Response.json(body, { status, headers });
}
