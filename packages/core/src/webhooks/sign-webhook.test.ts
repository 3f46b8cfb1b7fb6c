import { describe, expect, it } from 'vitest';
import { body, now, nowS, otherSecret, secret } from './delivery.test-data.ts';
import { signWebhook } from './sign-webhook.ts';
import { verifySignature } from './verify-signature.ts';

it('signs the known answer of Standard Webhooks', async () => {
  const headers = await signWebhook({
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1_614_265_330,
    body: '{"test": 2432232314}',
    secret: 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  });
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

it('signs once with each secret, in their order', async () => {
  const both = await signWebhook({ id: 'a', timestamp: nowS, body, secret: [secret, otherSecret] });
  const one = await signWebhook({ id: 'a', timestamp: nowS, body, secret });
  const other = await signWebhook({ id: 'a', timestamp: nowS, body, secret: otherSecret });
  expect(both['webhook-signature']).toBe(`${one['webhook-signature']} ${other['webhook-signature']}`);
});

it('cuts the fraction off a Date', async () => {
  const headers = await signWebhook({ id: 'a', timestamp: new Date(now + 999), body, secret });
  expect(headers['webhook-timestamp']).toBe(String(nowS));
});

it('signs a body larger than what is accepted by default', async () => {
  const large = new Uint8Array(2_000_000);
  const headers = await signWebhook({ id: 'a', timestamp: nowS, body: large, secret });
  const options = { secrets: secret, now, bodyLimitBytes: 3_000_000 };
  await expect(verifySignature(large, headers, options)).resolves.toMatchObject({ id: 'a' });
});

describe('refuses', () => {
  it.each(['', 'a b', 'a\r\nx-api-key: 1', 'é'])('the id %j', async (id) => {
    await expect(signWebhook({ id, timestamp: nowS, body, secret })).rejects.toMatchObject({ option: 'id' });
  });

  it.each([1.5, -1, NaN, new Date(NaN)])('the timestamp %s', async (timestamp) => {
    await expect(signWebhook({ id: 'a', timestamp, body, secret })).rejects.toMatchObject({
      option: 'timestamp',
    });
  });
});
