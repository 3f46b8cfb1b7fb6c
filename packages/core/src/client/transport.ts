import ky, { isNetworkError } from 'ky';
import { unpooledClient } from './environment.ts';

/** A `fetch`, called with an address and a plain `init`: method, headers by name, body text, signal, and `redirect`. */
export interface Fetch {
  (url: string, init: RequestInit): Promise<Response>;
  /**
   * `'undici'` says that this fetch fails as undici's does, so that its error codes prove that a connection never
   * stood. Without it a failure of a `fetch` of one's own proves nothing.
   */
  readonly connectErrors?: 'undici';
}

/** The platform's own `fetch`, looked up at each call. */
export const platformFetch: Fetch = (url, init) => {
  const client = init.method === 'POST' ? unpooledClient() : undefined;
  // An option of Deno's, which the web's types do not know.
  const own: object = client === undefined ? init : { ...init, client };
  return globalThis.fetch(url, own);
};

/**
 * Sends one request and resolves with the reply, whatever its status. Redirects are not followed.
 *
 * Ky follows redirects (and would hand the key to another host), retries and times out by defaults of its own: here
 * it does none of it. Key, headers and body go past it to `fetch`, so they are in none of its errors, and no second
 * request with a body is built for each call. All options come in one object, since merging them with those of an
 * instance costs a tenth of a call.
 */
export async function transport(fetch: Fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await ky(url, {
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
      fetch: () => fetch(url, init),
    });
  } catch (error) {
    throw isNetworkError(error) ? error.cause : error;
  }
}
