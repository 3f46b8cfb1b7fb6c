import { createHash } from 'node:crypto';
import { isKey } from '../settings.ts';

const prefix = 'recorded-';

/**
 * Another name for a key, in recordings: the same for the same key and seed, and its own for itself. What opens no
 * account has one name for all.
 */
export function aliasOf(seed: string, key: string): string {
  if (!isKey(key)) return 'invalid';
  if (key.startsWith(prefix)) return key;
  return `${prefix}${createHash('sha256')
    .update(JSON.stringify([seed, key]))
    .digest('hex')
    .slice(0, 24)}`;
}
