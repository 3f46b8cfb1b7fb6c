/** The largest reply that is read, in bytes: a page of 1000 full messages with every character escaped fits twice. */
export const MAX_REPLY_BYTES = 67_108_864;

/** The reply is larger than {@link MAX_REPLY_BYTES}. */
export class OversizeError extends Error {
  override name = 'OversizeError';
}

/**
 * Reads a reply's text, up to the largest size.
 *
 * @throws `OversizeError`, after the rest was called off; the platform's error where the connection breaks.
 */
export async function readBody(response: Response): Promise<string> {
  if (response.body === null) return '';
  const length = response.headers.get('content-length');
  // The length is that of the packed bytes, so it says nothing of a packed body.
  const known = length !== null && !response.headers.has('content-encoding');
  if (known && Number(length) > MAX_REPLY_BYTES) {
    letGo(response);
    throw new OversizeError();
  }
  // The reply of a fetch of someone's own may have a body that is no web stream.
  return known || typeof response.body?.getReader !== 'function'
    ? response.text()
    : readStream(response.body);
}

async function readStream(body: ReadableStream<Uint8Array>): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > MAX_REPLY_BYTES) {
      reader.cancel().catch(ignore);
      throw new OversizeError();
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Frees the connection of a reply whose body nobody reads. */
export function letGo(response: Response): void {
  // Not every body of a fetch of someone's own can be called off.
  response.body?.cancel?.().catch(ignore);
}

/** The reply is not wanted any more; that it cannot be called off changes nothing. */
function ignore(): void {}
