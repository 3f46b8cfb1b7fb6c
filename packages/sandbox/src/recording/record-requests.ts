import type { HttpBindings } from '@hono/node-server';
import { breakageOf, breakOnTheWay } from '../faults/breakage.ts';
import type { App } from '../http/app.ts';
import { MAX_BODY_BYTES, putRead, readBody } from '../http/request-body.ts';
import { Refusal } from '../refusal.ts';
import { aliasOf } from './alias.ts';
import type { RecordedAct, RecordedReply, RecordedRequest } from './recording.ts';
import type { Sections } from './sections.ts';

/** The headers that the sandbox looks at. */
const lookedAt = [
  'x-api-key',
  'content-type',
  'idempotency-key',
  'origin',
  'access-control-request-method',
  'chatti-sandbox-fault',
];

/** What stands for a body that was not read to its end. */
const tooLarge = 'too large';

const binary = 'base64:';

/** Keeps each request, once it was read, in the order in which they are dealt with. */
export function recordRequests(api: App, sections: Sections, seed: string): App {
  let open = 0;
  return {
    ...api,
    async fetch(request, bindings) {
      const body = await bodyOf(request, bindings);
      const recorded = describe(request, body, seed);
      sections.grow(recorded.path.length + (recorded.body?.length ?? 0));
      const act: Extract<RecordedAct, { do: 'request' }> = {
        do: 'request',
        request: recorded,
        overlaps: open > 0,
        reply: null,
      };
      open++;
      const pending = sections.run(
        () => act,
        () => api.fetch(requestOf(recorded, request.headers, body)),
      );
      const answered = await pending.finally(() => open--);
      const { response, reply } = await copy(answered);
      act.reply = reply;
      sections.grow(reply.body.length);
      return response;
    },
  };
}

async function bodyOf(
  request: Request,
  bindings: HttpBindings | undefined,
): Promise<Uint8Array<ArrayBuffer> | typeof tooLarge> {
  try {
    return new Uint8Array(await readBody(request, bindings?.incoming));
  } catch (error) {
    if (error instanceof Refusal) return tooLarge;
    throw error;
  }
}

function describe(request: Request, body: Uint8Array | typeof tooLarge, seed: string): RecordedRequest {
  const url = new URL(request.url);
  const headers: Record<string, string> = {};
  for (const name of lookedAt) {
    const value = request.headers.get(name);
    if (value !== null) headers[name] = name === 'x-api-key' ? aliasOf(seed, value) : value;
  }
  const text = body === tooLarge ? tooLarge : body.byteLength === 0 ? null : toText(body);
  return {
    method: request.method,
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    headers,
    body: text,
  };
}

/** The request that the sandbox deals with: read by now, so that it is dealt with at once. */
function requestOf(
  { method, origin, path }: RecordedRequest,
  headers: Headers,
  body: Uint8Array<ArrayBuffer> | typeof tooLarge,
): Request {
  const own = new Headers(headers);
  if (body === tooLarge) own.set('content-length', String(MAX_BODY_BYTES + 1));
  const request = new Request(`${origin}${path}`, { method, headers: own });
  return body === tooLarge ? request : putRead(request, body);
}

/** The request of a recording, as it is dealt with again. */
export function requestAgain(recorded: RecordedRequest): Request {
  const { body, headers } = recorded;
  const bytes = body === null ? new Uint8Array() : body === tooLarge ? tooLarge : fromText(body);
  return requestOf(recorded, new Headers(headers), bytes);
}

/** A reply as it is kept, and the same once more. */
export async function copy(answered: Response): Promise<{ response: Response; reply: RecordedReply }> {
  const bytes = await answered.bytes();
  const { status, headers } = answered;
  const breakage = breakageOf(answered);
  const response = new Response(bytes.byteLength === 0 ? null : bytes, { status, headers });
  const reply = {
    status,
    headers: Object.fromEntries(headers),
    body: toText(bytes),
    breakage: breakage?.kind ?? null,
  };
  return { response: breakage ? breakOnTheWay(response, breakage) : response, reply };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function toText(bytes: Uint8Array): string {
  try {
    const text = utf8.decode(bytes);
    if (!text.startsWith(binary) && text !== tooLarge) return text;
  } catch {
    // No text of UTF-8.
  }
  return `${binary}${Buffer.from(bytes).toString('base64')}`;
}

function fromText(text: string): Uint8Array<ArrayBuffer> {
  return text.startsWith(binary)
    ? new Uint8Array(Buffer.from(text.slice(binary.length), 'base64'))
    : new TextEncoder().encode(text);
}
