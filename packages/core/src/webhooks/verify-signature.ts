import { ConfigurationError } from '../errors/configuration-error.ts';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import { bytesOf, type RawBody } from './raw-body.ts';
import { holdsSignature, type Signed, signatureOf, signedBytes } from './signature.ts';
import { signatureHeadersOf, type WebhookHeaders } from './webhook-headers.ts';
import { keysOf, type WebhookSecrets } from './webhook-secrets.ts';

/** The most signatures of one delivery. */
const maxSignatures = 16;
/** The default of {@link VerifyOptions.toleranceMs}, after the Standard Webhooks reference libraries. */
const defaultToleranceMs = 300_000;
/** The default of {@link VerifyOptions.bodyLimitBytes}. */
const defaultBodyLimitBytes = 1_000_000;

/** How a delivery is verified. */
export interface VerifyOptions {
  /** The webhook's signing secret, or several during a rotation: each may have made the signature. */
  secrets: WebhookSecrets;
  /**
   * How far the signature's time may be from the clock, in milliseconds, in the past and in the future; exactly that far
   * is accepted. Default 300 000 (5 minutes).
   */
  toleranceMs?: number | undefined;
  /** The verifier's clock: a moment, or a function; numbers are milliseconds since 1970. Default `Date.now`. */
  now?: Date | number | (() => number) | undefined;
  /**
   * The size from which on a body is refused, in bytes, before anything is computed over it. Default 1 000 000: an event
   * of Chatti stays far below.
   */
  bodyLimitBytes?: number | undefined;
}

/** A delivery whose signature is right. */
export interface SignedDelivery {
  /** `webhook-id`: the same each time this delivery is tried again, so it tells duplicates. */
  readonly id: string;
  /** When it was signed. */
  readonly signedAt: Date;
  /** The raw body: what `rawBody` holds, not copied. */
  readonly body: Uint8Array;
}

/**
 * Verifies the signature of a delivery and reads nothing of its body; `verifyWebhook` does both.
 *
 * Follows the Standard Webhooks specification 1.0.0, and is stricter in four places: the timestamp must be a whole number
 * to its last character, at most 16 signatures are looked at, headers that are there twice are refused, and the HMAC is
 * taken over the raw bytes.
 *
 * @throws `WebhookVerificationError` with a `reason` when the delivery cannot be trusted; `ConfigurationError` when a
 * secret, another option or the kind of the body is wrong.
 */
export async function verifySignature(
  rawBody: RawBody,
  headers: WebhookHeaders,
  options: VerifyOptions,
): Promise<SignedDelivery> {
  const keys = keysOf(options.secrets);
  const body = bytesOf(rawBody, limitOf(options));
  const given = signatureHeadersOf(headers);
  const [id, timestamp] = [given['webhook-id'], given['webhook-timestamp']];
  const seconds = secondsOf(timestamp);
  checkWindow(seconds, options);
  const candidates = candidatesOf(given['webhook-signature']);
  if (!(await isSignedBy(keys, { id, timestamp, body }, candidates))) {
    throw new WebhookVerificationError('invalid_signature');
  }
  return { id, signedAt: new Date(seconds * 1000), body };
}

/** The clock of the options, in milliseconds since 1970. */
export function readClock(now: VerifyOptions['now']): number {
  const time = Number(typeof now === 'function' ? now() : (now ?? Date.now()));
  // NaN would compare as inside every window.
  if (!Number.isFinite(time)) throw new ConfigurationError('now', 'is not a time');
  return time;
}

function limitOf({ bodyLimitBytes = defaultBodyLimitBytes }: VerifyOptions): number {
  if (!(bodyLimitBytes > 0)) throw new ConfigurationError('bodyLimitBytes', 'must be more than 0');
  return bodyLimitBytes;
}

/** Fifteen digits go beyond every date and stay exact as a number. */
function secondsOf(timestamp: string): number {
  if (!/^(?:0|[1-9]\d{0,14})$/.test(timestamp)) throw new WebhookVerificationError('invalid_timestamp');
  return Number(timestamp);
}

function checkWindow(seconds: number, { toleranceMs = defaultToleranceMs, now }: VerifyOptions): void {
  if (!(toleranceMs >= 0 && toleranceMs < Infinity)) {
    throw new ConfigurationError('toleranceMs', 'must be a finite number of milliseconds, 0 or more');
  }
  // In whole seconds, as the header is: its sender has cut off the fraction too.
  const ageMs = (Math.floor(readClock(now) / 1000) - seconds) * 1000;
  if (ageMs > toleranceMs) throw new WebhookVerificationError('timestamp_too_old');
  if (-ageMs > toleranceMs) throw new WebhookVerificationError('timestamp_too_new');
}

/** Those of other versions are among them: they are for other verifiers, and match nothing here. */
function candidatesOf(header: string): string[] {
  const signatures = header.split(' ', maxSignatures + 1);
  if (signatures.length > maxSignatures) throw new WebhookVerificationError('too_many_signatures');
  return signatures;
}

async function isSignedBy(
  keys: readonly Promise<CryptoKey>[],
  signed: Signed,
  candidates: readonly string[],
): Promise<boolean> {
  const bytes = signedBytes(signed);
  for (const key of keys) {
    if (holdsSignature(candidates, await signatureOf(bytes, await key))) return true;
  }
  return false;
}
