import { type ChattiEvent, eventSchema } from '../contract/events.ts';
import { readTolerantly } from '../contract/tolerant.ts';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import type { RawBody } from './raw-body.ts';
import { type SignedDelivery, verifySignature, type VerifyOptions } from './verify-signature.ts';
import type { WebhookHeaders } from './webhook-headers.ts';

/** Strict: text with replaced characters would not be what was signed. Made once, since making it is slow in Node. */
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Verifies a webhook delivery and gives its event. Runs wherever there is Web Crypto: Node, Deno, Bun, workers.
 *
 * The event is read as tolerantly as any reply: an unknown type stays plain text, unknown fields stay, a missing field is
 * null. Events come at least once and in no order: see `receiveWebhook` for the one and `applyEvent` for the other.
 *
 * @param rawBody The body exactly as it was sent. A parsed body cannot be verified.
 * @param headers The headers of the request.
 * @throws `WebhookVerificationError` with a `reason` when the delivery must be refused, and with reason
 * `invalid_payload` when it is rightly signed but no JSON object; `ConfigurationError` when a secret, another option or
 * the kind of the body is wrong.
 * @example
 * ```ts
 * const event = await verifyWebhook(await request.arrayBuffer(), request.headers, {
 *   secrets: [newSecret, oldSecret],
 * });
 * if (event.type === 'message.delivered') console.log(event.data?.message?.id);
 * ```
 */
export async function verifyWebhook(
  rawBody: RawBody,
  headers: WebhookHeaders,
  options: VerifyOptions,
): Promise<ChattiEvent> {
  return eventOf(await verifySignature(rawBody, headers, options));
}

/** The event in a delivery whose signature is right. */
export function eventOf({ id, body }: SignedDelivery): ChattiEvent {
  const payload = parse(body);
  const reading = readTolerantly(eventSchema, payload);
  if ('value' in reading) return reading.value;
  // An object without an id of its own: the signed id of the delivery names the event as well.
  const named = readTolerantly(eventSchema, { ...payload, id });
  if ('value' in named) return named.value;
  throw new WebhookVerificationError('invalid_payload');
}

function parse(body: Uint8Array): object {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(body));
  } catch {
    // Without its cause: the parser quotes the text, and with it numbers and messages.
    throw new WebhookVerificationError('invalid_payload');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WebhookVerificationError('invalid_payload');
  }
  return value;
}
