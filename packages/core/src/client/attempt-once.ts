import { classifyFailure } from './classify-failure.ts';
import type { Platform } from './platform.ts';
import { letGo, OversizeError, readBody } from './read-body.ts';
import { type Fetch, transport } from './transport.ts';

/** A reply that came, with as much of its body as could be read. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** The body; undefined where it broke off or is too large. */
  readonly text: string | undefined;
  /** Why there is no body. */
  readonly broken: unknown;
}

/** How one attempt ended without a usable reply. `status` is that of a reply whose body did not come. */
export interface NoReply {
  readonly failure: 'not_connected' | 'tls' | 'lost' | 'timeout' | 'aborted';
  readonly status: number | null;
  readonly error: unknown;
}

/** What one attempt needs. */
export interface Shot {
  readonly url: string;
  readonly init: RequestInit;
  readonly fetch: Fetch;
  /** Whether the error codes of `fetch` prove anything. */
  readonly provesConnects: boolean;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly platform: Platform;
}

/**
 * One request and its whole reply, within one time limit. Never rejects, and never outlives the limit or the signal,
 * also when the given `fetch` ignores them.
 */
export function attemptOnce(shot: Shot): Promise<Reply | NoReply> {
  const { platform, signal, timeoutMs } = shot;
  return new Promise((resolve) => {
    const controller = new AbortController();
    let seen: Response | undefined;
    const settle = (landing: Reply | NoReply): void => {
      callOff();
      signal?.removeEventListener('abort', onAbort);
      resolve(landing);
    };
    const end = (failure: 'timeout' | 'aborted'): void => {
      settle(endOf(failure, seen));
      controller.abort();
    };
    const onAbort = (): void => end('aborted');
    const callOff = platform.after(timeoutMs, () => end('timeout'));
    signal?.addEventListener('abort', onAbort);
    // What comes after the end changes nothing any more. A Response of someone's own may throw where it is read.
    exchange(shot, controller.signal, (response) => (seen = response)).then(settle, (error: unknown) =>
      settle({ failure: 'lost', status: seen?.status ?? null, error }),
    );
  });
}

/** A refusal is one by its status, also where the limit runs out before its body is there. */
function endOf(failure: 'timeout' | 'aborted', seen: Response | undefined): Reply | NoReply {
  if (failure === 'timeout' && seen !== undefined && !seen.ok) {
    return { status: seen.status, headers: seen.headers, text: undefined, broken: undefined };
  }
  return { failure, status: seen?.status ?? null, error: undefined };
}

async function exchange(
  shot: Shot,
  signal: AbortSignal,
  onResponse: (response: Response) => void,
): Promise<Reply | NoReply> {
  let response: Response;
  try {
    response = await transport(shot.fetch, shot.url, { ...shot.init, redirect: 'manual', signal });
    if (typeof response?.status !== 'number' || typeof response.headers?.get !== 'function') {
      throw new TypeError('fetch gave no Response');
    }
    onResponse(response);
  } catch (error) {
    return { failure: shot.provesConnects ? classifyFailure(error) : 'lost', status: null, error };
  }
  const { status, headers } = response;
  if (signal.aborted || status < 200 || (status >= 300 && status < 400)) {
    letGo(response);
    return { status, headers, text: '', broken: undefined };
  }
  try {
    return { status, headers, text: await readBody(response), broken: undefined };
  } catch (error) {
    const broken = error instanceof OversizeError ? undefined : error;
    return { status, headers, text: undefined, broken };
  }
}
