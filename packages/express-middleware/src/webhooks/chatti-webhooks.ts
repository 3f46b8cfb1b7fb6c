import type { ServerResponse } from 'node:http';
import { ConfigurationError } from '@chatti/core';
import {
  checkSecrets,
  memoryStore,
  receiveWebhook,
  type ReceiveOptions,
  type WebhookStore,
} from '@chatti/core/webhooks';
import { respond } from '../http/send-problem.ts';
import { warnOf } from '../http/warn-of.ts';
import { type Handler, handler, type WebRequest } from '../http/web-request.ts';
import { dispatch, type EventHandlers } from './event-handlers.ts';
import { rawBodyOf } from './raw-body-of.ts';

/** Options of `chattiWebhooks`. */
export interface WebhooksOptions extends Pick<ReceiveOptions, 'toleranceMs' | 'leaseMs'> {
  /** The webhook's signing secret, or several during a rotation. Refused at once where there is none. */
  readonly secrets: ReceiveOptions['secrets'] | undefined;
  /** A handler for each type of event, and `'*'` for every event, also of types that come later. */
  readonly on: EventHandlers;
  /**
   * Where it is kept what was handled. Default the memory of this process: where several processes receive the same
   * webhook, or a restart must not handle anything twice, give a shared one.
   */
  readonly store?: WebhookStore;
  /** The size from which on a body is refused, in bytes. Default 1 000 000. */
  readonly bodyLimitBytes?: number;
  /**
   * Told of what went wrong: an error of a handler or the store, a delivery that was refused, a route that cannot work.
   * Defaults to a process warning, but for refused deliveries, which any stranger can cause.
   */
  onError?(error: unknown, request: WebRequest): void;
}

/** The default of `bodyLimitBytes`: an event stays far below. */
const defaultLimitBytes = 1_000_000;

const warn = warnOf('chattiWebhooks could not handle a delivery');

/**
 * A route that receives the webhooks of Chatti: verifies the signature over the raw body, drops what was handled
 * before, runs the handler of the event's type and then that of `'*'`, and answers 204. Handlers are awaited; where one
 * fails the answer is 500, so that the delivery comes again. Chatti waits 10 seconds, so put longer work in a queue.
 *
 * The raw body is read here where no parser ran before; else it is taken from `express.raw`, or from
 * `request.rawBody` as a `verify` function of `express.json` keeps it. Where a parser has eaten it the answer is 500
 * and says what to change.
 *
 * @throws `ConfigurationError`, at once, for a wrong secret or no handler.
 * @example
 * ```ts
 * app.post('/webhooks/chatti', chattiWebhooks({
 *   secrets: process.env.CHATTI_WEBHOOK_SECRET,
 *   on: {
 *     'message.received': async ({ data }) => inbox.add(data.message.from, data.message.body),
 *     'message.delivered': ({ data }) => orders.reached(data.message.reference),
 *   },
 * }));
 * app.use(express.json()); // After it, or the raw body is gone.
 * ```
 */
export function chattiWebhooks(options: WebhooksOptions): Handler {
  const { store = memoryStore(), bodyLimitBytes = defaultLimitBytes, onError, on, ...verifying } = options;
  const { secrets = [] } = options;
  checkSecrets(secrets);
  checkHandlers(on);

  return handler(async (request, response) => {
    if (request.method !== 'POST') {
      response.setHeader('Allow', 'POST');
      return answer(response, { status: 405, headers: {}, body: 'webhooks come by POST' });
    }
    const receipt = await receiveWebhook({
      ...verifying,
      secrets,
      bodyLimitBytes,
      rawBody: await rawBodyOf(request, bodyLimitBytes),
      headers: request.headers,
      store,
      handle: (event) => dispatch(on, event),
    });
    if (receipt.error !== undefined) {
      if (onError !== undefined) onError(receipt.error, request);
      else if (receipt.outcome !== 'refused') warn(receipt.error);
    }
    answer(response, receipt);
  });
}

function checkHandlers(on: EventHandlers): void {
  const handlers = Object.entries(on ?? {});
  if (handlers.length === 0) throw new ConfigurationError('on', 'has no handler');
  const wrong = handlers.find(([, one]) => typeof one !== 'function');
  if (wrong !== undefined)
    throw new ConfigurationError(`on[${JSON.stringify(wrong[0])}]`, 'is not a function');
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

function answer(response: ServerResponse, { status, headers, body }: Answer): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (body !== null) return respond(response, status, { type: 'text/plain; charset=utf-8', body });
  response.statusCode = status;
  response.end();
}
