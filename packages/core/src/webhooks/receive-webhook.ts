import type { ChattiEvent } from '../contract/events.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import type { RawBody } from './raw-body.ts';
import { readClock, type SignedDelivery, verifySignature, type VerifyOptions } from './verify-signature.ts';
import { eventOf } from './verify-webhook.ts';
import type { WebhookHeaders } from './webhook-headers.ts';
import type { Claim, WebhookStore } from './webhook-store.ts';

/** What `receiveWebhook` needs. */
export interface ReceiveOptions extends VerifyOptions {
  /** The body exactly as it was sent. */
  rawBody: RawBody;
  /** The headers of the request. */
  headers: WebhookHeaders;
  /** Where it is kept what was handled. One store for all deliveries, not a new one for each. */
  store: WebhookStore;
  /**
   * Does the work. Awaited; what it throws makes Chatti deliver again. Chatti waits 10 seconds for the answer, so put
   * longer work in a queue.
   */
  handle: (event: ChattiEvent) => unknown;
  /**
   * How long the handler may take before another delivery of the same event may start, in milliseconds. Default 60 000.
   * Too short and an event may be handled twice at once; too long and after a crash it waits.
   */
  leaseMs?: number | undefined;
}

/**
 * What became of a delivery:
 * - `handled`: the handler ran and is done;
 * - `duplicate`: it was handled before, and is acknowledged without the handler;
 * - `running`: it is being handled at this moment, and Chatti is asked to come again;
 * - `refused`: it cannot be trusted or read;
 * - `failed`: the handler or the store failed, and Chatti is asked to come again;
 * - `misconfigured`: the application cannot verify anything like this. `error` says what to change.
 */
export type ReceiptOutcome = 'handled' | 'duplicate' | 'running' | 'refused' | 'failed' | 'misconfigured';

/** The answer to give, and what became of the delivery. */
export interface WebhookReceipt {
  /** The HTTP status to answer with. */
  readonly status: 204 | 400 | 401 | 413 | 500 | 503;
  /** The headers to answer with, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body to answer with: a sentence without anything of the delivery or the secrets; null for 204. */
  readonly body: string | null;
  /** What became of the delivery. */
  readonly outcome: ReceiptOutcome;
  /** The event, where the delivery was verified and read. */
  readonly event?: ChattiEvent;
  /**
   * What went wrong: the handler's own error, the store's, a `WebhookVerificationError` or a `ConfigurationError`. Also
   * there, with `handled`, when the store could not note that it is done.
   */
  readonly error?: unknown;
}

/**
 * Receives one webhook delivery: verifies it, claims it in the store, runs the handler, marks it done. What comes back is
 * the answer for the HTTP reply. Never rejects, whatever a stranger posts: log `error` where there is one.
 *
 * A delivery is marked done only after the handler succeeded. A handler that fails gives its claim back and answers 500,
 * so the next delivery runs it again.
 *
 * @example
 * ```ts
 * const store = memoryStore();
 *
 * async function post(request: Request): Promise<Response> {
 *   const receipt = await receiveWebhook({
 *     rawBody: await request.arrayBuffer(),
 *     headers: request.headers,
 *     secrets: webhookSecret,
 *     store,
 *     handle: (event) => orders.note(event),
 *   });
 *   if (receipt.error) console.error(receipt.error);
 *   return new Response(receipt.body, receipt);
 * }
 * ```
 */
export async function receiveWebhook(options: ReceiveOptions): Promise<WebhookReceipt> {
  let delivery: SignedDelivery;
  let event: ChattiEvent;
  try {
    checkLease(options);
    delivery = await verifySignature(options.rawBody, options.headers, options);
    event = eventOf(delivery);
  } catch (error) {
    return refusal(error);
  }
  return claimAndHandle(delivery.id, event, options);
}

async function claimAndHandle(
  id: string,
  event: ChattiEvent,
  options: ReceiveOptions,
): Promise<WebhookReceipt> {
  const leaseMs = leaseOf(options);
  const leaseEnd = readClock(options.now) + leaseMs;
  let claim: Claim;
  try {
    claim = await options.store.claim(id, leaseMs);
  } catch (error) {
    return { ...answer('failed', 503, 'the delivery could not be claimed'), event, error };
  }
  switch (claim) {
    case 'new':
      return handle(id, event, { ...options, leaseEnd });
    case 'running':
      return { ...answer('running', 503, 'this delivery is being handled'), event };
    case 'done':
      return { ...acknowledged('duplicate'), event };
    default:
      return refusal(new ConfigurationError('store', 'claim must answer new, running or done'));
  }
}

async function handle(
  id: string,
  event: ChattiEvent,
  options: ReceiveOptions & { readonly leaseEnd: number },
): Promise<WebhookReceipt> {
  try {
    await options.handle(event);
  } catch (error) {
    return {
      ...answer('failed', 500, 'the delivery could not be handled'),
      event,
      ...(await giveBack(id, error, options)),
    };
  }
  try {
    await options.store.done(id);
  } catch (error) {
    // Acknowledged all the same: asking for another delivery would make sure that it is handled twice.
    return { ...acknowledged('handled'), event, error };
  }
  return { ...acknowledged('handled'), event };
}

/** Releases the claim after a failure, unless it has lapsed: then it may be another's by now. */
async function giveBack(
  id: string,
  error: unknown,
  { store, now, leaseEnd }: ReceiveOptions & { readonly leaseEnd: number },
): Promise<{ error: unknown }> {
  if (readClock(now) >= leaseEnd) return { error };
  try {
    await store.release(id);
    return { error };
  } catch (releaseError) {
    // The claim lapses with its lease.
    return { error: new AggregateError([error, releaseError], 'the handler failed, and so did the release') };
  }
}

function leaseOf({ leaseMs = 60_000 }: ReceiveOptions): number {
  return Math.ceil(leaseMs);
}

function checkLease(options: ReceiveOptions): void {
  const leaseMs = leaseOf(options);
  if (!(leaseMs > 0 && leaseMs < Infinity)) {
    throw new ConfigurationError('leaseMs', 'must be a finite number of milliseconds, more than 0');
  }
}

function refusal(error: unknown): WebhookReceipt {
  if (error instanceof WebhookVerificationError) {
    return { ...answer('refused', error.status, error.message), error };
  }
  if (error instanceof ConfigurationError) {
    return { ...answer('misconfigured', 500, error.message), error };
  }
  return { ...answer('failed', 500, 'the delivery could not be verified'), error };
}

function acknowledged(outcome: 'handled' | 'duplicate'): WebhookReceipt {
  return { status: 204, headers: {}, body: null, outcome };
}

function answer(
  outcome: ReceiptOutcome,
  status: Exclude<WebhookReceipt['status'], 204>,
  body: string,
): WebhookReceipt {
  const type = { 'content-type': 'text/plain; charset=utf-8' };
  // Chatti's first retry comes after about 5 seconds.
  const headers = status === 503 ? { ...type, 'retry-after': '5' } : type;
  return { status, headers, body, outcome };
}
