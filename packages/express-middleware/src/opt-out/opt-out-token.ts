import { ConfigurationError } from '@chatti/core';

/** The least length of a secret: 32 characters of hexadecimal are 128 bits. */
const secretLength = 32;

/** Bound into every signature, so that no other use of the same secret can make one of these. */
const purpose = 'chatti opt-out link, version 1';

/** Who a link is for, and until when. */
export interface OptOutClaim {
  /** The number in E.164. */
  readonly number: string;
  /** When the link ends, in whole seconds since 1970. */
  readonly expiresAtS: number;
}

/** What a token says: a claim that still holds, or why not. */
export type OptOutReading = { readonly claim: OptOutClaim } | { readonly refusal: 'forged' | 'expired' };

/** Signs a claim: digits of the number, end in base 36, HMAC-SHA256 in base64url, with dots between. */
export async function signOptOut(claim: OptOutClaim, secret: string): Promise<string> {
  const words = `${claim.number.slice(1)}.${claim.expiresAtS.toString(36)}`;
  const signature = await crypto.subtle.sign('HMAC', await keyOf(secret), bytesOf(words));
  return `${words}.${Buffer.from(signature).toString('base64url')}`;
}

/** Reads a token at a time in milliseconds. The signature is compared in constant time. */
export async function readOptOut(token: string, secret: string, nowMs: number): Promise<OptOutReading> {
  const [, words = '', digits = '', end = '', signature = ''] =
    /^((\d{7,15})\.([0-9a-z]{1,11}))\.([\w-]{43})$/.exec(token) ?? [];
  // A token that has not the form is compared as well, and is never right.
  const given = Buffer.from(signature, 'base64url');
  const genuine = await crypto.subtle.verify('HMAC', await keyOf(secret), given, bytesOf(words));
  // The last character has two bits to spare; only the one way in which it was written is right.
  const exact = given.toString('base64url') === signature;
  if (!genuine || !exact || words === '') return { refusal: 'forged' };
  const expiresAtS = Number.parseInt(end, 36);
  return expiresAtS * 1000 > nowMs ? { claim: { number: `+${digits}`, expiresAtS } } : { refusal: 'expired' };
}

/** @throws `ConfigurationError` for a secret that is missing or short. */
export function requireSecret(secret: string): void {
  if (typeof secret === 'string' && secret.length >= secretLength) return;
  throw new ConfigurationError(
    'secret',
    `must be text of at least ${secretLength} characters; make one with: openssl rand -hex 32`,
  );
}

function bytesOf(words: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${purpose}\n${words}`);
}

async function keyOf(secret: string): Promise<CryptoKey> {
  const raw = new TextEncoder().encode(secret);
  return crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}
