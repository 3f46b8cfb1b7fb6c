import type { IncomingMessage } from 'node:http';
import type { RawBody } from '@chatti/core/webhooks';

/** A request of Express, of Fastify, or of Node. */
export interface AnyRequest {
  readonly headers: IncomingMessage['headers'];
  /** What Nest keeps with `rawBody: true`. */
  readonly rawBody?: unknown;
  /** What a parser has made of the body. */
  readonly body?: unknown;
}

/**
 * How much beyond the limit is read and thrown away, since a sender that is cut off does not see the answer; one who
 * sends even more does not deserve one.
 */
const discardLimit = 16_000_000;

/**
 * The body of a delivery as it was sent: what Nest or a platform kept of it, or else read here. Otherwise what a parser
 * has made of it, which `receiveWebhook` refuses with the fix in its answer. A body of `limitBytes` or more comes back
 * as so many bytes, which it refuses as well.
 *
 * @throws `Error` where the sender goes away in the middle.
 */
export async function rawBodyOf(request: AnyRequest, limitBytes: number): Promise<RawBody> {
  const { rawBody, body } = request;
  if (isRaw(rawBody)) return rawBody;
  if (isRaw(body)) return body;
  // Not raw: the receiver checks it, and explains.
  if (!isUnread(request)) return body as RawBody;
  return (await readBytes(request, limitBytes)) ?? new Uint8Array(limitBytes);
}

function isRaw(value: unknown): value is string | Uint8Array {
  return typeof value === 'string' || value instanceof Uint8Array;
}

function isUnread(request: AnyRequest): request is IncomingMessage {
  return 'readableDidRead' in request && request.readableDidRead === false;
}

function readBytes(request: IncomingMessage, most: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size < most) chunks.push(chunk);
      else chunks.length = 0;
      if (size > most + discardLimit) request.destroy();
    });
    request.once('end', () => resolve(size < most ? Buffer.concat(chunks, size) : undefined));
    // After the end this comes too late to matter.
    request.once('close', () => reject(new Error('the sender went away before its body was complete')));
    request.once('error', reject);
  });
}
