import type { RawBody } from '@chatti/core/webhooks';
import { readBytes } from '../http/read-bytes.ts';
import type { WebRequest } from '../http/web-request.ts';

/**
 * The body of a delivery as it was sent: kept by a `verify` function, left by `express.raw` or `express.text`, or read
 * here. Otherwise what a parser has made of it, which `receiveWebhook` refuses with the fix in its answer. A body of
 * more than `limitBytes` comes back as so many bytes, which it refuses as well.
 */
export async function rawBodyOf(request: WebRequest, limitBytes: number): Promise<RawBody> {
  if ('rawBody' in request && isRaw(request.rawBody)) return request.rawBody;
  if (request.readableDidRead) {
    // Not raw: the receiver checks it, and explains.
    return request.body as RawBody;
  }
  return (await readBytes(request, limitBytes)) ?? new Uint8Array(limitBytes);
}

function isRaw(value: unknown): value is string | Uint8Array {
  return typeof value === 'string' || value instanceof Uint8Array;
}
