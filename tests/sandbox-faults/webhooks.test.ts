import { createChatti } from '@chatti/core';
import { createSandbox, RETRY_DELAYS_MS, RETRY_JITTER, type Sandbox } from '@chatti/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expressReceiver, nestReceiver, type Receiver } from './webhook-receivers.ts';

const receivers = [
  ['Express', expressReceiver],
  ['Nest', nestReceiver],
] as const;

describe.each(receivers)('a real %s receiver', (_, open) => {
  let sandbox: Sandbox;
  let receiver: Receiver;
  let id: string;
  /** How many of the next deliveries its handler fails for. */
  let failures: number;
  let status: number | undefined;

  beforeEach(async () => {
    failures = 0;
    status = undefined;
    let secret = '';
    receiver = await open({
      secret: () => secret,
      handle() {
        if (failures-- > 0) throw new Error('The shop’s database is down.');
      },
      closed: () => status,
    });
    sandbox = createSandbox({ clock: 'manual', seed: 'receivers' });
    const chatti = client();
    const webhook = await chatti.webhooks.create({ name: 'Shop', url: receiver.url, events: ['*'] });
    ({ id } = webhook);
    secret = webhook.secret ?? '';
  });

  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  const client = () =>
    createChatti({ apiKey: sandbox.apiKey, baseUrl: sandbox.baseUrl, fetch: sandbox.fetch });

  async function test(): Promise<void> {
    await client().webhooks.test({ id });
    await sandbox.webhooks.settled();
  }

  it('is delivered what happens to a message', async () => {
    const message = await client().messages.send({ to: '+447700900123', from: 'Acme', body: 'Grüße 😀' });
    await sandbox.clock.advance(1000);
    expect(receiver.handled.map(({ type }) => type)).toEqual(['message.sent', 'message.delivered']);
    expect(receiver.handled[1]?.data?.message).toMatchObject({
      id: message.id,
      body: 'Grüße 😀',
      status: 'delivered',
    });
    expect(sandbox.webhooks.list()).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }]);
  });

  it('is tried again after each 500, in the documented times, until it succeeds at the last', async () => {
    failures = RETRY_DELAYS_MS.length;
    await test();
    await sandbox.clock.advance(48 * 3_600_000);
    const [delivery] = sandbox.webhooks.list();
    expect(delivery?.attempts.map((attempt) => attempt.status)).toEqual([
      ...RETRY_DELAYS_MS.map(() => 500),
      204,
    ]);
    const times = delivery?.attempts.map(({ at }) => Date.parse(at)) ?? [];
    RETRY_DELAYS_MS.forEach((delay, index) => {
      const waited = (times[index + 1] ?? NaN) - (times[index] ?? NaN);
      expect(Math.abs(waited - delay)).toBeLessThanOrEqual(delay * RETRY_JITTER);
    });
    expect(receiver.handled).toHaveLength(1);
    expect(delivery?.state).toBe('delivered');
  });

  it('is given up after the last', async () => {
    failures = 100;
    await test();
    await sandbox.clock.advance(48 * 3_600_000);
    expect(sandbox.webhooks.list()).toMatchObject([
      { state: 'failed', next_attempt_at: null, attempts: { length: 8 } },
    ]);
  });

  it('is left alone once it answers 410, and its webhook is switched off', async () => {
    status = 410;
    await test();
    expect(await client().webhooks.get({ id })).toMatchObject({ active: false });
    expect(sandbox.webhooks.list()).toMatchObject([{ state: 'disabled', attempts: [{ status: 410 }] }]);
    await client().optOuts.create({ number: '+447700900123' });
    await sandbox.clock.advance(48 * 3_600_000);
    expect(sandbox.webhooks.list()).toHaveLength(1);
    expect(receiver.handled).toEqual([]);
  });

  it('is sent once more what it missed, and takes it once', async () => {
    status = 410;
    await test();
    status = undefined;
    const delivery = sandbox.webhooks.list()[0]?.id ?? '';
    expect(await sandbox.webhooks.resend(delivery)).toMatchObject({
      state: 'delivered',
      attempts: [{}, { trigger: 'resend', status: 204 }],
    });
    await sandbox.webhooks.resend(delivery);
    expect(receiver.handled.map(({ type }) => type)).toEqual(['webhook.test']);
  });
});
