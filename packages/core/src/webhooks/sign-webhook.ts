import { ConfigurationError } from '../errors/configuration-error.ts';
import { bytesOf, type RawBody } from './raw-body.ts';
import { signatureOf, signedBytes } from './signature.ts';
import type { SignatureHeaders } from './webhook-headers.ts';
import { keysOf, type WebhookSecrets } from './webhook-secrets.ts';

/** What is to be signed. */
export interface SignOptions {
  /** The delivery's identifier: visible ASCII. Keep it when the delivery is tried again. */
  id: string;
  /** When it is sent: a `Date`, or whole seconds since 1970. */
  timestamp: Date | number;
  /** The body, exactly as it will be sent. */
  body: RawBody;
  /** The webhook's signing secret; or several, which gives a signature of each. */
  secret: WebhookSecrets;
}

/**
 * Signs a delivery as Chatti does and gives the three headers to send it with: for tests of your own receiver.
 *
 * @throws `ConfigurationError` when the secret, the id, the timestamp or the kind of the body is wrong.
 * @example
 * ```ts
 * const body = JSON.stringify({ id: 'evt_1', type: 'webhook.test', timestamp: '2026-01-31T12:00:00Z', data: {} });
 * const headers = await signWebhook({ id: 'evt_1', timestamp: new Date(), body, secret });
 * await fetch('http://localhost:3000/webhooks/chatti', { method: 'POST', headers, body });
 * ```
 */
export async function signWebhook({ id, timestamp, body, secret }: SignOptions): Promise<SignatureHeaders> {
  if (!/^[!-~]+$/.test(id)) throw new ConfigurationError('id', 'must be visible ASCII without spaces');
  const seconds = secondsOf(timestamp);
  const bytes = signedBytes({ id, timestamp: seconds, body: bytesOf(body, Infinity) });
  const signatures = keysOf(secret).map(async (key) => signatureOf(bytes, await key));
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': (await Promise.all(signatures)).join(' '),
  };
}

function secondsOf(timestamp: Date | number): string {
  const seconds = typeof timestamp === 'number' ? timestamp : Math.floor(timestamp.getTime() / 1000);
  if (!Number.isSafeInteger(seconds) || seconds < 0) {
    throw new ConfigurationError('timestamp', 'must be a Date, or whole seconds since 1970');
  }
  return String(seconds);
}
