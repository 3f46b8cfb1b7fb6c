import type { Fetch } from './transport.ts';

/** What a scripted fetch does at one call. */
export type Step = (init: RequestInit) => Response | Promise<Response>;

/** A request as it was handed over. */
export interface Seen {
  readonly url: string;
  readonly init: RequestInit;
}

/** A fetch that plays one step at each call, the last one for ever, and keeps what it was given. */
export interface ScriptedFetch extends Fetch {
  readonly seen: Seen[];
}

/** Makes a fetch of steps. Marked as undici, since its failures have undici's shapes. */
export function scripted(...steps: readonly Step[]): ScriptedFetch {
  const seen: Seen[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const step = steps[Math.min(seen.length, steps.length - 1)];
    seen.push({ url, init });
    if (!step) throw new Error('the script is empty');
    return step(init);
  };
  return Object.assign(fetch, { seen, connectErrors: 'undici' as const });
}

/** The same fetch without its mark. */
export function unmarked(fetch: ScriptedFetch): Fetch {
  return (url, init) => fetch(url, init);
}

/** A header of a request that was handed over. */
export function headerOf(seen: Seen | undefined, name: string): string | null {
  return new Headers(seen?.init.headers).get(name);
}

/** A JSON reply. */
export function reply(status: number, body: unknown = {}, headers: Record<string, string> = {}): Step {
  return () =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    });
}

/** A reply of plain text. */
export function textReply(status: number, text: string | null, headers: Record<string, string> = {}): Step {
  return () => new Response(text, { status, headers });
}

/** A message, as short as a server may answer it. */
export const sent = reply(200, { id: 'm_1', status: 'queued' }, { 'x-request-id': 'req_1' });

function failure(code: string, syscall?: string): Step {
  return () => {
    const cause = Object.assign(new Error(`${syscall ?? ''} ${code}`), { code, ...(syscall && { syscall }) });
    throw new TypeError('fetch failed', { cause });
  };
}

/** No one listens. */
export const refused = failure('ECONNREFUSED', 'connect');
/** No such host. */
export const noHost = failure('ENOTFOUND', 'getaddrinfo');
/** The connection was reset before it stood. */
export const resetWhileConnecting = failure('ECONNRESET', 'connect');
/** The connection was reset while in use. */
export const reset = failure('ECONNRESET', 'read');
/** The other side closed. */
export const closed = failure('UND_ERR_SOCKET');
/** A port that the fetch standard keeps from web pages, such as 1: nothing is tried. */
export const badPort: Step = () => {
  throw new TypeError('fetch failed', { cause: new Error('bad port') });
};
/** The certificate does not fit. */
export const badCertificate = failure('CERT_HAS_EXPIRED');

/** No reply, ever; ends only when it is called off. */
export const hang: Step = (init) =>
  new Promise((_, reject) => {
    init.signal?.addEventListener('abort', () =>
      reject(new DOMException('This operation was aborted', 'AbortError')),
    );
  });

/** No reply, ever, and deaf to being called off. */
export const deafHang: Step = () => new Promise(() => undefined);

/** Headers of a success, and a body that never ends. */
export const hangInBody: Step = () =>
  new Response(new ReadableStream({ start: (s) => s.enqueue(new Uint8Array([123])) }));

/** Headers of a success, and a body that breaks off. */
export const breakInBody: Step = () =>
  new Response(
    new ReadableStream({
      start: (stream) => stream.enqueue(new TextEncoder().encode('{"id":')),
      pull: () => {
        throw new TypeError('terminated', {
          cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }),
        });
      },
    }),
  );

/** An error body of the contract. */
export function problem(status: number, code: string, headers: Record<string, string> = {}): Step {
  return reply(status, { status, code, message: 'A sentence.', errors: [], request_id: 'req_2' }, headers);
}

/** The body of a request that was handed over. */
export function bodyText(init: RequestInit | undefined): string {
  if (typeof init?.body === 'string') return init.body;
  throw new TypeError('the request has no text for a body');
}
