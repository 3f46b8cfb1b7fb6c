import { ChattiError } from './chatti-error.ts';

const refusals = {
  missing_header: { status: 400, message: 'a header of the signature is missing' },
  duplicate_header: { status: 400, message: 'a header of the signature is there more than once' },
  invalid_timestamp: { status: 400, message: 'webhook-timestamp is not a whole number of seconds' },
  timestamp_too_old: { status: 401, message: 'the delivery was signed too long ago' },
  timestamp_too_new: { status: 401, message: 'the delivery was signed in the future' },
  too_many_signatures: { status: 400, message: 'webhook-signature holds more than 16 signatures' },
  invalid_signature: { status: 401, message: 'no signature matches the body and the secrets' },
  body_too_large: { status: 413, message: 'the body is too large for a webhook event' },
  invalid_payload: { status: 400, message: 'the signature is right, but the body is not a JSON object' },
} as const;

/**
 * Why a delivery was refused:
 * - `missing_header`: `webhook-id`, `webhook-timestamp` or `webhook-signature` is missing or empty;
 * - `duplicate_header`: one of them is there twice, so it is open which one was meant;
 * - `invalid_timestamp`: the timestamp is not a whole number of seconds;
 * - `timestamp_too_old`, `timestamp_too_new`: it is outside the window around the verifier's clock;
 * - `too_many_signatures`: more than 16;
 * - `invalid_signature`: none of the signatures of version `v1` is right: another secret, or another body;
 * - `body_too_large`: found before anything was computed over the body;
 * - `invalid_payload`: rightly signed, but not a JSON object in UTF-8.
 */
export type WebhookRefusal = keyof typeof refusals;

/**
 * A webhook delivery was refused: it cannot be trusted, or cannot be read. `reason` says why. Nothing was done with
 * it, so `outcome` is `rejected`. The error holds nothing of the delivery and nothing of the secrets.
 *
 * Not for a mistake of the receiving application, such as a secret that is not base64 or a body that was parsed
 * too early: that is a `ConfigurationError`.
 */
export class WebhookVerificationError extends ChattiError {
  override name = 'WebhookVerificationError';
  /** Why it was refused. */
  readonly reason: WebhookRefusal;
  /** The HTTP status to answer with: 400, 401 or 413. */
  readonly status: 400 | 401 | 413;

  constructor(reason: WebhookRefusal, detail?: string) {
    const { message, status } = refusals[reason];
    super(detail === undefined ? message : `${message}: ${detail}`, { outcome: 'rejected' });
    this.reason = reason;
    this.status = status;
  }
}
