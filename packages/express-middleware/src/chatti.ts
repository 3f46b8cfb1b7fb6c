import { type Chatti, type ChattiOptions, ConfigurationError, createChatti } from '@chatti/core';
import type { Handler, WebRequest } from './http/web-request.ts';

/** The name of the request's property, as `@chatti/express-middleware/env` declares it. */
const property = 'chatti';

/**
 * Middleware that puts a typed client on every request: one client for the process, made at once from the options,
 * or a client that the app has already. Without either, key and base URL come from the environment variables
 * `CHATTI_API_KEY` and `CHATTI_BASE_URL`.
 *
 * Read it with {@link getChatti}. With `import '@chatti/express-middleware/env'` it is also `request.chatti`, typed
 * for the whole program.
 *
 * @throws `ConfigurationError`, at once and not at the first request, where an option is missing or wrong.
 * @example
 * ```ts
 * app.use(chatti({ apiKey: process.env.CHATTI_API_KEY, baseUrl: process.env.CHATTI_BASE_URL }));
 * app.post('/remind', async (request, response) => {
 *   const message = await getChatti(request).messages.send({ to: '+447700900123', body: 'See you at 9.' });
 *   response.json({ id: message.id });
 * });
 * ```
 */
export function chatti(optionsOrClient: ChattiOptions | Chatti = {}): Handler {
  const client = isClient(optionsOrClient) ? optionsOrClient : createChatti(optionsOrClient);
  return (request, _response, next) => {
    // Not enumerable, so a dump of the request does not dump the client.
    Object.defineProperty(request, property, { value: client, configurable: true, writable: true });
    next();
  };
}

/**
 * The client that `chatti()` put on the request.
 *
 * @throws `ConfigurationError` where `chatti()` did not run before this handler.
 */
export function getChatti(request: object): Chatti {
  // `chatti()` alone writes this property.
  const { chatti: client } = request as { readonly chatti?: Chatti };
  if (client === undefined) {
    throw new ConfigurationError(
      'chatti',
      'there is no client on the request; put app.use(chatti(options)) before this route',
    );
  }
  return client;
}

/** The client that a helper was given, or else the one on the request. */
export function clientFor(request: WebRequest, options: ClientOption): Chatti {
  return options.client ?? getChatti(request);
}

/** Where a helper's client comes from. */
export interface ClientOption {
  /** The client to use. Defaults to the one that `chatti()` put on the request. */
  readonly client?: Chatti;
}

function isClient(value: ChattiOptions | Chatti): value is Chatti {
  return 'messages' in value;
}
