import { playInProcess } from '../faults/play-in-process.ts';
import { refusedToConnect, unexpectedRedirect } from '../faults/undici-errors.ts';
import type { App } from './app.ts';

/** A `fetch` that is answered in this process. */
export interface SandboxFetch {
  (input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Says that what it throws while connecting has the shape that Node's own `fetch` throws, and proves as much. */
  readonly connectErrors: 'undici';
}

/** The `fetch` of a sandbox; `closing` is aborted when it goes. */
export function createFetch(app: App, closing: AbortSignal): SandboxFetch {
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { signal, redirect } = request;
    signal.throwIfAborted();
    if (closing.aborted) throw refusedToConnect(new URL(request.url));
    const answered = await app.fetch(request);
    signal.throwIfAborted();
    const response = await playInProcess(answered, { signal, closing });
    const target = redirect === 'manual' ? undefined : targetOf(response, request.url);
    if (target === undefined) return response;
    if (redirect === 'error') throw unexpectedRedirect();
    // Elsewhere nobody listens: a sandbox in a process has no network.
    if (target.origin !== new URL(request.url).origin) throw refusedToConnect(target);
    return fetch(target, init);
  };
  return Object.assign(fetch, { connectErrors: 'undici' as const });
}

/** Where a reply leads to that is a redirect. */
function targetOf({ status, headers }: Response, url: string): URL | undefined {
  const location = headers.get('location');
  return status >= 300 && status < 400 && location !== null ? new URL(location, url) : undefined;
}
