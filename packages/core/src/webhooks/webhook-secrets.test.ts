import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { body, now, otherSecret, secret, signed } from './delivery.test-data.ts';
import { signWebhook } from './sign-webhook.ts';
import { verifySignature } from './verify-signature.ts';
import { checkSecrets, type WebhookSecrets } from './webhook-secrets.ts';

const canary = 'CanaryCanaryCanaryCanaryCanary42';

it.each([
  ['a secret', secret],
  ['one without its prefix', secret.replace('whsec_', '')],
  ['several', [secret, otherSecret]],
  [
    'one with padding',
    Buffer.from('33 bytes are no multiple of three').toString('base64').slice(0, -4) + 'ZQ==',
  ],
])('accepts %s', (_, secrets) => {
  expect(() => checkSecrets(secrets)).not.toThrow();
});

it.each<[string, unknown]>([
  ['no list', undefined],
  ['an empty list', []],
  ['an empty text', ''],
  ['the prefix alone', 'whsec_'],
  ['an absent one in a list', [secret, undefined]],
  ['a line end', `whsec_${canary}\n`],
  ['a space before', ` whsec_${canary}`],
  ['the prefix twice', `whsec_whsec_${canary}`],
  ['URL-safe base64', `whsec_${canary.slice(0, -2)}-_`],
  ['missing padding', `whsec_${canary.slice(0, -1)}`],
  ['padding in the middle', `whsec_${canary.slice(0, 4)}====${canary}`],
  ['spare bits that are set', `whsec_${canary}QR==`],
  ['a second one that is wrong', [secret, `whsec_${canary}!`]],
])('refuses %s, and does not repeat it', (_, secrets) => {
  let caught: unknown;
  try {
    checkSecrets(secrets as WebhookSecrets);
  } catch (error) {
    caught = error;
  }
  expect(caught).toMatchObject({ name: 'ConfigurationError', option: expect.stringMatching(/^secrets/) });
  expect(inspect(caught, { depth: null, showHidden: true })).not.toContain(canary.slice(0, 8));
});

it('says which of several is wrong', () => {
  expect(() => checkSecrets([secret, 'whsec_?'])).toThrow(/^secrets\[1\]/);
});

it('never repeats a secret or the body when a delivery is refused', async () => {
  const headers = await signed({ secret: canary });
  const refusals = await Promise.allSettled([
    verifySignature(`${body} `, headers, { secrets: canary, now }),
    verifySignature(body, headers, { secrets: canary, now: 0 }),
    verifySignature(body, {}, { secrets: canary, now }),
    verifySignature('x'.repeat(2_000_000), headers, { secrets: canary, now }),
    verifySignature({ text: '+447700900123' } as unknown as string, headers, { secrets: canary, now }),
    signWebhook({ id: 'a b', timestamp: 0, body, secret: canary }),
  ]);
  expect(refusals.map(({ status }) => status)).toEqual(refusals.map(() => 'rejected'));
  const shown = inspect(refusals, { depth: null, showHidden: true });
  expect(shown).not.toContain(canary);
  expect(shown).not.toContain('+447700900123');
});
