import { signWebhook, verifySignature, verifyWebhook } from '@chatti/core/webhooks';
import * as fc from 'fast-check';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const now = new Date('2026-01-31T12:00:00.750Z');
const libraries = [
  ['standardwebhooks', StandardWebhook],
  ['svix', SvixWebhook],
] as const;

beforeEach(() => {
  // The libraries have no clock of their own.
  vi.useFakeTimers({ now, toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
});

const secrets = fc
  .uint8Array({ minLength: 24, maxLength: 64 })
  .chain((bytes) =>
    fc.constantFrom('', 'whsec_').map((prefix) => prefix + Buffer.from(bytes).toString('base64')),
  );
const ids = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
const events = fc
  .record({
    id: ids,
    type: fc.string(),
    data: fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()),
  })
  .chain((event) => fc.constantFrom(0, 2).map((indent) => JSON.stringify(event, null, indent)));
const skews = fc.integer({ min: -299, max: 299 });
const deliveries = fc.record({ secret: secrets, id: ids, body: events, skew: skews });
const fixed = { seed: 20_261_122, numRuns: 60 };

describe.each(libraries)('%s', (_, Library) => {
  it('accepts what signWebhook signs', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ secret, id, body, skew }) => {
        const headers = await signWebhook({
          id,
          timestamp: new Date(now.getTime() + skew * 1000),
          body,
          secret,
        });
        new Library(secret).verify(body, headers);
        new Library(secret).verify(Buffer.from(body), headers);
        expect(() => new Library(secret).verify(`${body} `, headers)).toThrow('No matching signature');
      }),
      fixed,
    );
  });

  it('signs what verifyWebhook accepts', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ secret, id, body, skew }) => {
        const time = new Date(now.getTime() + skew * 1000);
        const headers = {
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(time.getTime() / 1000)),
          'webhook-signature': new Library(secret).sign(id, time, body),
        };
        const event = await verifyWebhook(Buffer.from(body), headers, { secrets: secret });
        expect(event.id).toBe(JSON.parse(body).id);
        await expect(verifyWebhook(`${body} `, headers, { secrets: secret })).rejects.toMatchObject({
          reason: 'invalid_signature',
        });
      }),
      fixed,
    );
  });

  it('agrees on a signature to the last character', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ secret, id, body }) => {
        const headers = await signWebhook({ id, timestamp: now, body, secret });
        expect(headers['webhook-signature']).toBe(new Library(secret).sign(id, now, body));
      }),
      fixed,
    );
  });

  it('and this package take each other through a rotation', async () => {
    const [old, fresh] = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'];
    const body = '{"id":"evt_1"}';
    const headers = await signWebhook({ id: 'a', timestamp: now, body, secret: [old, fresh] });
    for (const secret of [old, fresh]) new Library(secret).verify(body, headers);
    const theirs = new Library(old).sign('a', now, body);
    await verifySignature(body, { ...headers, 'webhook-signature': theirs }, { secrets: [fresh, old] });
    await expect(
      verifySignature(body, { ...headers, 'webhook-signature': theirs }, { secrets: [fresh] }),
    ).rejects.toMatchObject({ reason: 'invalid_signature' });
  });

  it.each([-301, -300, 300, 301])('and this package agree on a delivery %d s from now', async (skew) => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const body = '{"id":"evt_1"}';
    const headers = await signWebhook({
      id: 'a',
      timestamp: new Date(now.getTime() + skew * 1000),
      body,
      secret,
    });
    const ours = await verifySignature(body, headers, { secrets: secret }).then(
      () => true,
      () => false,
    );
    let theirs = true;
    try {
      new Library(secret).verify(body, headers);
    } catch {
      theirs = false;
    }
    expect([ours, theirs]).toEqual([Math.abs(skew) <= 300, Math.abs(skew) <= 300]);
  });
});
