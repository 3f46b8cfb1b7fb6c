import { ConfigurationError } from '../errors/configuration-error.ts';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';

/**
 * The body of a delivery as it came over the wire: bytes (`Buffer`, `Uint8Array`, `ArrayBuffer`), or text. Bytes are
 * better, since text has already replaced what was not valid UTF-8.
 */
export type RawBody = string | ArrayBuffer | ArrayBufferView;

/**
 * The bytes of a raw body.
 *
 * @throws `ConfigurationError` when it is not raw any more; `WebhookVerificationError` when it has `limit` bytes or more.
 */
export function bytesOf(rawBody: RawBody, limit: number): Uint8Array {
  // No text has fewer bytes than UTF-16 units, so a huge one is refused without encoding it.
  if (sizeOf(rawBody) >= limit) throw new WebhookVerificationError('body_too_large');
  if (typeof rawBody !== 'string') return viewOf(rawBody);
  const bytes = new TextEncoder().encode(rawBody);
  if (bytes.length >= limit) throw new WebhookVerificationError('body_too_large');
  return bytes;
}

function sizeOf(rawBody: RawBody): number {
  if (typeof rawBody === 'string') return rawBody.length;
  if (ArrayBuffer.isView(rawBody) || isArrayBuffer(rawBody)) return rawBody.byteLength;
  throw new ConfigurationError('rawBody', explainBody(rawBody));
}

function viewOf(rawBody: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(rawBody)
    ? new Uint8Array(rawBody.buffer, rawBody.byteOffset, rawBody.byteLength)
    : new Uint8Array(rawBody);
}

/** Not by `instanceof`: test runners and workers have an `ArrayBuffer` of their own. */
function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}

function explainBody(body: unknown): string {
  const found = body === undefined || body === null ? 'there is no body' : 'the body has already been parsed';
  return (
    `${found}, but a webhook signature covers the bytes exactly as they were sent, and writing a parsed body back ` +
    'to JSON gives other bytes. Hand in the raw body, and keep body parsers off this route: ' +
    "in Express express.raw({ type: '*/*' }) on the route, before any express.json(); " +
    'in Nest NestFactory.create(AppModule, { rawBody: true }) and request.rawBody; ' +
    'in fetch-style handlers await request.arrayBuffer()'
  );
}
