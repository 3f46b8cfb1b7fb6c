import type { IncomingMessage } from 'node:http';
import { fieldRefusal, Refusal } from '../refusal.ts';

/** Bodies of requests that were read before they were dealt with. */
const read = new WeakMap<Request, Uint8Array>();

/** Gives a request its body as bytes. The same request comes back. */
export function putRead(request: Request, bytes: Uint8Array): Request {
  read.set(request, bytes);
  return request;
}

/** The body of a request that was read before; undefined of any other. */
export function readBefore(request: Request): Uint8Array | undefined {
  return read.get(request);
}

/** Whether a request has a body, as one whose method needs none may have all the same. */
export function carriesBody({ body, headers }: Request, incoming: IncomingMessage | undefined): boolean {
  const length = headers.get('content-length');
  if (length !== null) return length !== '0';
  return incoming ? headers.has('transfer-encoding') : body !== null;
}

/** The largest body that is taken, in bytes: 8 MB, in the larger of its two meanings. */
export const MAX_BODY_BYTES = 8_388_608;

/**
 * The bytes of a body. `incoming` is where a request that came through a socket is read from, so that one which is too
 * large is not read to its end.
 *
 * @throws `Refusal` where it is too large.
 */
export async function readBody(request: Request, incoming: IncomingMessage | undefined): Promise<Uint8Array> {
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > MAX_BODY_BYTES) throw tooLarge();
  const bytes = incoming ? await collect(incoming) : new Uint8Array(await request.arrayBuffer());
  if (bytes.byteLength > MAX_BODY_BYTES) throw tooLarge();
  return bytes;
}

function collect(incoming: IncomingMessage): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const take = (chunk: Uint8Array): void => {
    size += chunk.byteLength;
    if (size <= MAX_BODY_BYTES) return void chunks.push(chunk);
    incoming.off('data', take);
    reject(tooLarge());
  };
  // Every request closes; an error that nobody needs would cost as much as the rest of the reading.
  const lose = (): void => reject(new Error('The caller went away.'));
  incoming.on('data', take);
  incoming.once('end', () => {
    incoming.off('close', lose);
    resolve(Buffer.concat(chunks));
  });
  incoming.once('error', reject);
  incoming.once('close', lose);
  return promise;
}

function tooLarge(): Refusal {
  // What is still on its way is not read: the connection cannot be used again.
  return new Refusal('request_too_large', { headers: { Connection: 'close' } });
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The JSON object in a body; undefined where the body is empty.
 *
 * @throws `Refusal` where it is announced as something else, is no JSON, or is no object.
 */
export function parseBody(bytes: Uint8Array, contentType: string | null): unknown {
  if (bytes.byteLength === 0) return undefined;
  if (!/^application\/json[ \t]*(?:;|$)/i.test(contentType?.trim() ?? ''))
    throw new Refusal('unsupported_content_type');
  const value = parseJson(bytes);
  // A list would pass for an object without fields.
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw fieldRefusal('', 'invalid_type');
  return value;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new Refusal('invalid_json');
  }
}
