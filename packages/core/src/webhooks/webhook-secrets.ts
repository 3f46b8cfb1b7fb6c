import { ConfigurationError } from '../errors/configuration-error.ts';

/**
 * The signing secret of a webhook as `webhooks.create` answered it, `whsec_` and base64 (the prefix may be missing);
 * or several, while one is being replaced by another.
 */
export type WebhookSecrets = string | readonly string[];

const prefix = 'whsec_';
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Keys by their secret, since importing one takes about as long as using it. An application has a few. */
const keys = new Map<string, Promise<CryptoKey>>();
const maxKeys = 64;

/**
 * Checks secrets without using them, so that an application can refuse to start.
 *
 * @throws `ConfigurationError` when there is none, or one is not `whsec_` and base64. It never repeats a secret.
 */
export function checkSecrets(secrets: WebhookSecrets): void {
  listOf(secrets).forEach(decode);
}

/** The keys of secrets, in their order. */
export function keysOf(secrets: WebhookSecrets): Promise<CryptoKey>[] {
  return listOf(secrets).map((secret, index) => {
    const known = keys.get(secret);
    if (known !== undefined) return known;
    const key = importKey(decode(secret, index));
    remember(secret, key);
    return key;
  });
}

function listOf(secrets: WebhookSecrets): readonly string[] {
  const list = typeof secrets === 'string' ? [secrets] : secrets;
  if (!Array.isArray(list) || list.length === 0) {
    throw new ConfigurationError('secrets', 'must hold at least one signing secret');
  }
  return list;
}

function decode(secret: string, index: number): Uint8Array<ArrayBuffer> {
  const text = typeof secret === 'string' && secret.startsWith(prefix) ? secret.slice(prefix.length) : secret;
  if (typeof text !== 'string' || text === '' || !base64.test(text)) throw wrongSecret(index);
  const binary = atob(text);
  // Spare bits that are not zero: a character was lost or changed.
  if (btoa(binary) !== text) throw wrongSecret(index);
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function wrongSecret(index: number): ConfigurationError {
  return new ConfigurationError(
    `secrets[${index}]`,
    'is not a signing secret: it must be base64, after whsec_ or without it, and without spaces or line ends',
  );
}

function importKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

function remember(secret: string, key: Promise<CryptoKey>): void {
  const [oldest] = keys.keys();
  if (keys.size >= maxKeys && oldest !== undefined) keys.delete(oldest);
  keys.set(secret, key);
  key.catch(() => keys.delete(secret));
}
