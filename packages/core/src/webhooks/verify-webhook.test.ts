import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { body, now, secret, signed } from './delivery.test-data.ts';
import type { ChattiEvent } from '../contract/events.ts';
import { verifyWebhook } from './verify-webhook.ts';

const options = { secrets: secret, now };

async function read(payload: string | Uint8Array): Promise<ChattiEvent> {
  return verifyWebhook(payload, await signed({ body: payload }), options);
}

it('gives the event of a delivery', async () => {
  const event = await verifyWebhook(body, await signed(), options);
  expect(event).toMatchObject({ id: 'evt_1', type: 'message.delivered', timestamp: '2025-11-24T16:00:00Z' });
  expect(event.data?.message).toMatchObject({ id: 'msg_1', status: 'delivered', body: 'Grüße, 😀' });
});

it('refuses what is not signed', async () => {
  const attempt = verifyWebhook(body.replace('delivered', 'expired'), await signed(), options);
  await expect(attempt).rejects.toMatchObject({
    name: 'WebhookVerificationError',
    reason: 'invalid_signature',
    outcome: 'rejected',
    status: 401,
  });
});

describe('reads tolerantly', () => {
  it('an unknown type, as plain text', async () => {
    expect((await read('{"id":"e","type":"x.y","timestamp":"2026-01-01T00:00:00Z","data":{}}')).type).toBe(
      'x.y',
    );
  });

  it('unknown fields, which stay', async () => {
    expect(await read('{"id":"e","type":"x","data":{"call":{"id":7}},"more":[1]}')).toMatchObject({
      data: { call: { id: 7 } },
      more: [1],
    });
  });

  it('missing fields, as null', async () => {
    expect(await read('{"id":"e"}')).toEqual({ id: 'e', type: null, timestamp: null, data: null });
  });

  it('a missing id, as the id of the delivery', async () => {
    expect(await read('{"type":"webhook.test"}')).toMatchObject({ id: 'dlv_1', type: 'webhook.test' });
  });

  it('a numeric id, as text', async () => {
    expect((await read('{"id":42}')).id).toBe('42');
  });

  it('an unknown status of a message', async () => {
    const event = await read('{"id":"e","data":{"message":{"id":"m","status":"read"}}}');
    expect(event.data?.message?.status).toBe('read');
  });

  it('a hostile key, as one more field', async () => {
    const event = await read(
      '{"id":"e","__proto__":{"polluted":true},"data":{"__proto__":{"polluted":true}}}',
    );
    expect(event).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('polluted');
  });
});

it.each<[string, string | Uint8Array]>([
  ['nothing', ''],
  ['no JSON', '{"to":"+447700900123"'],
  ['a list', '[{"id":"e"}]'],
  ['a text', '"e"'],
  ['null', 'null'],
  ['bytes that are no UTF-8', Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d)],
])('refuses a rightly signed body that is %s, and does not repeat it', async (_, payload) => {
  const error = await read(payload).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ reason: 'invalid_payload', status: 400 });
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain('447700900123');
});

it('gives back any event that was signed, and refuses it with any one byte changed', async () => {
  const payloads = fc.record({
    id: fc.string({ minLength: 1, unit: 'binary' }),
    data: fc.dictionary(fc.string(), fc.jsonValue()),
  });
  await fc.assert(
    fc.asyncProperty(payloads, fc.nat(), fc.integer({ min: 1, max: 255 }), async (payload, place, change) => {
      const bytes = new TextEncoder().encode(JSON.stringify(payload));
      const headers = await signed({ body: bytes });
      const event = await verifyWebhook(bytes, headers, options);
      expect(event.id).toBe(JSON.parse(new TextDecoder().decode(bytes)).id);
      bytes[place % bytes.length]! ^= change;
      await expect(verifyWebhook(bytes, headers, options)).rejects.toMatchObject({
        reason: 'invalid_signature',
      });
    }),
    { seed: 20_261_122, numRuns: 100 },
  );
});
