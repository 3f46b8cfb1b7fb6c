import { createHash, randomBytes } from 'node:crypto';

/** Where ids, tokens and secrets come from. */
export interface Names {
  /**
   * `bytes` bytes (at most 32) for the thing that `path` names. Random without a seed; with one, the same for the same path
   * in every sandbox of that seed, whatever else happened before.
   */
  bytes(bytes: number, path: readonly (string | number)[]): Buffer;
}

/** Random names, or names derived from a seed by SHA-256. */
export function createNames(seed: string | undefined): Names {
  if (seed === undefined) return { bytes: createPool() };
  return {
    bytes: (bytes, path) =>
      createHash('sha256')
        .update(JSON.stringify([seed, ...path]))
        .digest()
        .subarray(0, bytes),
  };
}

/** How many random bytes are drawn at a time: a call for each few would cost more than the rest of a request's names. */
const poolBytes = 4096;

function createPool(): Names['bytes'] {
  let pool = Buffer.alloc(0);
  let used = 0;
  return (bytes) => {
    if (used + bytes > pool.byteLength) {
      pool = randomBytes(poolBytes);
      used = 0;
    }
    used += bytes;
    return pool.subarray(used - bytes, used);
  };
}

/** Crockford's base 32 in lower case: no letter is mistaken for a digit, and text sorts as the number does. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A whole number as text of a fixed width, which sorts as the number does. */
export function base32Number(value: number, width: number): string {
  let text = '';
  for (let rest = value; text.length < width; rest = Math.floor(rest / 32))
    text = alphabet.charAt(rest % 32) + text;
  return text;
}

/** The number of a text that `base32Number` made; undefined for any other text. */
export function readBase32Number(text: string): number | undefined {
  let value = 0;
  for (const digit of text) {
    const place = alphabet.indexOf(digit);
    if (place < 0) return undefined;
    value = value * 32 + place;
  }
  return value;
}

/** Bytes as text, five bits a character. */
export function base32Bytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += alphabet.charAt(byte & 31);
  return text;
}
