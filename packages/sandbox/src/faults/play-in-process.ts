import { breakageOf } from './breakage.ts';
import { connectionReset, headersTimeout, otherSideClosed, terminated } from './undici-errors.ts';

/** How long Node's `fetch` waits for a reply, in ms. */
const headersTimeoutMs = 300_000;

/** The world of a request that is answered in process. */
interface Surroundings {
  /** The caller's. */
  readonly signal: AbortSignal;
  /** Aborted when the sandbox closes. */
  readonly closing: AbortSignal;
}

/**
 * Has a reply break on its way as it would on a socket.
 *
 * @throws what Node's own `fetch` throws then.
 */
export async function playInProcess(
  response: Response,
  { signal, closing }: Surroundings,
): Promise<Response> {
  const breakage = breakageOf(response);
  switch (breakage?.kind) {
    case undefined:
      return response;
    case 'reset':
      throw connectionReset();
    case 'truncate':
      return truncated(response, await response.bytes());
    case 'delay':
      await patience(breakage.ms, signal, closing);
      signal.throwIfAborted();
      if (closing.aborted) throw otherSideClosed();
      return response;
    case 'stall':
      await patience(headersTimeoutMs, signal, closing);
      signal.throwIfAborted();
      throw closing.aborted ? otherSideClosed() : headersTimeout();
  }
}

/** Waits `ms`, or until one of the signals is aborted. */
async function patience(ms: number, ...signals: readonly AbortSignal[]): Promise<void> {
  if (signals.some(({ aborted }) => aborted)) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const stop = (): void => resolve();
  for (const signal of signals) signal.addEventListener('abort', stop);
  await promise;
  clearTimeout(timer);
  for (const signal of signals) signal.removeEventListener('abort', stop);
}

function truncated({ status, headers }: Response, bytes: Uint8Array<ArrayBuffer>): Response {
  const half = bytes.slice(0, Math.ceil(bytes.length / 2));
  let isSent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent) controller.error(terminated());
      else controller.enqueue(half);
      isSent = true;
    },
  });
  const announced = new Headers(headers);
  announced.set('content-length', String(bytes.length));
  return new Response(body, { status, headers: announced });
}
