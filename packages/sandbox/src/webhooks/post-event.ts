import { lookup } from 'node:dns/promises';
import type { AttemptResult } from './delivery.ts';
import { isLoopback } from './is-loopback.ts';

/** Takes deliveries in place of the network. */
export type Deliver = (request: Request) => Response | Promise<Response>;

/** How long a receiver has for its answer, in ms of real time. */
export const RECEIVER_TIMEOUT_MS = 10_000;

/** How much of an answer's body is kept, in bytes. */
const keptBytes = 2048;

/** What is posted, and how. */
export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** In place of the network. */
  readonly deliver: Deliver | undefined;
  /** Whether it may leave this machine. */
  readonly targets: 'loopback' | 'any';
  /** Aborted when the sandbox closes. */
  readonly closing: AbortSignal;
}

/** Posts an event once. Never rejects. */
export async function postEvent(post: Post): Promise<AttemptResult> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), RECEIVER_TIMEOUT_MS);
  const signal = AbortSignal.any([timeout.signal, post.closing]);
  try {
    return await untilAborted(exchange(post, signal), signal);
  } catch (error) {
    const reason = timeout.signal.aborted
      ? `No answer came within ${RECEIVER_TIMEOUT_MS / 1000} s.`
      : explain(error);
    return { status: null, response_headers: null, response_body: null, error: reason };
  } finally {
    clearTimeout(timer);
  }
}

async function exchange(post: Post, signal: AbortSignal): Promise<AttemptResult> {
  const { url, headers, body, deliver, targets } = post;
  if (!deliver && targets === 'loopback') await demandLoopback(new URL(url).hostname);
  const request = new Request(url, { method: 'POST', headers, body, redirect: 'manual', signal });
  const response = await (deliver ?? fetch)(request);
  const { status } = response;
  return {
    status,
    response_headers: Object.fromEntries(response.headers),
    response_body: await beginningOf(response),
    error: status >= 200 && status < 300 ? null : faultOf(status),
  };
}

function faultOf(status: number): string {
  if (status === 410) return 'The receiver is gone: the webhook was switched off.';
  if (status >= 300 && status < 400) return `A redirect (${status}) is not followed.`;
  return `The answer was ${status}, and not a 2xx.`;
}

/** A name of this machine may lead elsewhere by its resolver. */
async function demandLoopback(host: string): Promise<void> {
  if (!isLoopback(host)) throw new Error('The target is not on this machine.');
  const addresses = await lookup(host.replace(/^\[|\]$/g, ''), { all: true });
  if (!addresses.every(({ address }) => address === '::1' || address.startsWith('127.')))
    throw new Error('The name of the target leads away from this machine.');
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(new Error('The sandbox was closed.'));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  // Whoever loses the race is heard by nobody.
  work.catch(() => {});
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** The beginning of a body; what follows is not read. */
async function beginningOf({ body }: Response): Promise<string> {
  if (body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      chunks.push(part.value);
      size += part.value.byteLength;
      if (size >= keptBytes) break;
    }
    // Not waited for: a receiver in this process may hold on to its answer.
    void reader.cancel().catch(() => {});
  } catch {
    // The status has come by then, and it alone decides.
  }
  return Buffer.concat(chunks).subarray(0, keptBytes).toString('utf8');
}

function explain(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : 'The receiver threw what is no error.';
}
