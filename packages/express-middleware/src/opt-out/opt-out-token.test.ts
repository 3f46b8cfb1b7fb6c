import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readOptOut, signOptOut } from './opt-out-token.ts';

const secret = '0123456789abcdef0123456789abcdef';

const claims = fc.record({
  number: fc.stringMatching(/^\+[1-9][0-9]{6,14}$/),
  expiresAtS: fc.integer({ min: 1, max: 100_000_000_000 }),
});

it('reads back what it has signed, until it expires', async () => {
  await fc.assert(
    fc.asyncProperty(claims, async (claim) => {
      const token = await signOptOut(claim, secret);
      expect(await readOptOut(token, secret, claim.expiresAtS * 1000 - 1)).toEqual({ claim });
      expect(await readOptOut(token, secret, claim.expiresAtS * 1000)).toEqual({ refusal: 'expired' });
    }),
    { seed: 1, numRuns: 50 },
  );
});

it('reads no token in which one character was changed', async () => {
  const changed = fc.tuple(claims, fc.nat(), fc.constantFrom(...'0123456789abcxyzABCXYZ-_.~ '));
  await fc.assert(
    fc.asyncProperty(changed, async ([claim, place, character]) => {
      const token = await signOptOut(claim, secret);
      const at = place % token.length;
      const other = `${token.slice(0, at)}${character}${token.slice(at + 1)}`;
      fc.pre(other !== token);
      expect(await readOptOut(other, secret, 0)).toEqual({ refusal: 'forged' });
    }),
    { seed: 1, numRuns: 200 },
  );
});

it('takes no signature of the same words by another secret or for another purpose', async () => {
  const claim = { number: '+447700900123', expiresAtS: 2_000_000_000 };
  const other = await signOptOut(claim, 'f'.repeat(32));
  expect(await readOptOut(other, secret, 0)).toEqual({ refusal: 'forged' });
  const key = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const words = other.slice(0, other.lastIndexOf('.'));
  const plain = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(words));
  expect(await readOptOut(`${words}.${Buffer.from(plain).toString('base64url')}`, secret, 0)).toEqual({
    refusal: 'forged',
  });
});
