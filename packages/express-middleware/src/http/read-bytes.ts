import type { IncomingMessage } from 'node:http';
import { RequestProblem } from './request-problem.ts';

/**
 * How much beyond the limit is read and thrown away. A caller who is cut off while still sending does not see the
 * answer; one who sends even more than this does not deserve one.
 */
const discardLimit = 16_000_000;

/**
 * The bytes of a request's body. Undefined where there are more than `most`: the rest has been read and thrown away
 * then, so that the caller can be answered.
 *
 * @throws `RequestProblem` 400 where the caller goes away in the middle.
 */
export function readBytes(request: IncomingMessage, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size <= most) chunks.push(chunk);
      else chunks.length = 0;
      if (size > most + discardLimit) request.destroy();
    });
    request.once('end', () => resolve(size <= most ? Buffer.concat(chunks, size) : undefined));
    // It may stand still since a parser was taken off it.
    request.resume();
    // After the end this comes too late to matter.
    request.once('close', () => (size > most ? resolve(undefined) : reject(cutShort())));
  });
}

/** Reads what is left of a request's body and throws it away, so that the caller can be answered. */
export async function discard(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed) return;
  await readBytes(request, -1);
}

function cutShort(): RequestProblem {
  return new RequestProblem('The body is cut short.', { status: 400, code: 'body_cut_short' });
}
