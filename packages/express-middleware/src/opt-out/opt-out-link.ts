import { ConfigurationError, InputError } from '@chatti/core';
import { FIELD_PROBLEMS } from '@chatti/core/contract';
import { parsePhoneNumber } from '@chatti/core/rules';
import { requireSecret, signOptOut } from './opt-out-token.ts';

/** What an opt-out link is made of. */
export interface OptOutLinkOptions {
  /** The recipient who may opt out with it, E.164. */
  readonly number: string;
  /** The secret that signs it, at least 32 characters; the same as the page's. */
  readonly secret: string;
  /** Where `optOutPage` is mounted, such as `https://app.example/opt-out`; https, or http on loopback. */
  readonly baseUrl: string;
  /** How long it holds, in milliseconds from now. Default 180 days: people opt out from old messages too. */
  readonly expiresMs?: number;
}

/** The query parameter that carries the token. */
export const TOKEN_PARAMETER = 't';

const dayMs = 24 * 60 * 60 * 1000;
/** A hundred years: more is a mistake of units. */
const longest = 36_525 * dayMs;

/**
 * A link of the app's own with which one recipient can opt out, to be put into a message. It is signed
 * (HMAC-SHA256), so nobody can make one for another number. The number can be read in it: it is no secret to its
 * recipient, but keep such links out of places where others see them.
 *
 * @throws `InputError` for what is no number; `ConfigurationError` for a short secret, a base URL that is not https,
 * or a duration that is no positive number.
 * @example
 * ```ts
 * const link = await optOutLink({ number: '+447700900123', secret, baseUrl: 'https://acme.example/stop' });
 * await client.messages.send({ to: '+447700900123', body: `Sale at Acme. No more texts: ${link}` });
 * ```
 */
export async function optOutLink(options: OptOutLinkOptions): Promise<string> {
  const { secret, expiresMs = 180 * dayMs } = options;
  requireSecret(secret);
  const url = requireUrl(options.baseUrl);
  if (!(expiresMs > 0 && expiresMs <= longest)) {
    throw new ConfigurationError('expiresMs', 'must be a positive number of milliseconds, at most 100 years');
  }
  const number = parsePhoneNumber(options.number);
  if (number === undefined) {
    throw new InputError([
      { path: 'number', code: 'invalid_number', message: FIELD_PROBLEMS.invalid_number },
    ]);
  }
  const expiresAtS = Math.ceil((Date.now() + expiresMs) / 1000);
  url.searchParams.set(TOKEN_PARAMETER, await signOptOut({ number, expiresAtS }, secret));
  return url.href;
}

function requireUrl(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const loopback = url !== undefined && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback)) return url;
  throw new ConfigurationError(
    'baseUrl',
    'must be an https URL (http on loopback): where optOutPage is mounted',
  );
}
