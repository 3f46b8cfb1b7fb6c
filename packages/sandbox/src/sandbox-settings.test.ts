import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callApi, codeOf, ordinary, readMessage, sendMessage } from '../test/api.ts';
import { createSandbox, type Sandbox } from './create-sandbox.ts';
import { replayRecording } from './recording/replay-recording.ts';
import type { SettingsChange } from './sandbox-settings.ts';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox({ clock: 'manual', record: true, account: { name: 'As it was' } });
});
afterEach(() => sandbox.close());

describe('settings', () => {
  it('stand as the options say, and as they were changed', () => {
    expect(sandbox.settings.get()).toEqual({
      latencyMs: 250,
      name: 'As it was',
      balance: '1000000.0000',
      defaultSender: null,
      senders: null,
      corsOrigins: [],
      rateLimit: { limit: 1_000_000, periodS: 60 },
    });
    const change = { name: 'Shop', senders: ['44 7700 900999', 'Acme'], defaultSender: 'Acme' };
    expect(sandbox.settings.update(change)).toEqual(sandbox.settings.get());
    expect(sandbox.settings.get()).toMatchObject({ ...change, senders: ['+447700900999', 'Acme'] });
    expect(sandbox.settings.update({ senders: null, defaultSender: null })).toMatchObject({
      name: 'Shop',
      senders: null,
      defaultSender: null,
    });
  });

  it('of the latency are for the steps from then on', async () => {
    const before = await sendMessage(sandbox);
    sandbox.settings.update({ latencyMs: 10_000 });
    const after = await sendMessage(sandbox);
    await sandbox.clock.advance(9_999);
    expect((await readMessage(sandbox, before.id)).status).toBe('sent');
    expect((await readMessage(sandbox, after.id)).status).toBe('queued');
    await sandbox.clock.advance(1);
    expect((await readMessage(sandbox, after.id)).status).toBe('sent');
  });

  it('of a rate limit begin a new window, and leave the limit of others alone', async () => {
    const ask = async (key?: string) =>
      (await callApi(sandbox, 'GET /account', undefined, key === undefined ? {} : { key })).status;
    sandbox.settings.update({ rateLimit: { limit: 2, periodS: 10 } });
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429]);
    expect(await ask('another')).toBe(200);
    sandbox.settings.update({ rateLimit: { limit: 1, periodS: 10 } });
    expect([await ask(), await ask()]).toEqual([200, 429]);
    sandbox.settings.update({ latencyMs: 1 });
    expect(await ask()).toBe(429);
    sandbox.settings.update({ rateLimit: null });
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 200]);
  });

  it('of the balance are what the account has from then on', async () => {
    sandbox.settings.update({ balance: '0.05' });
    await sendMessage(sandbox);
    expect(sandbox.settings.get().balance).toBe('0.0080');
    expect(codeOf(await callApi(sandbox, 'POST /messages', ordinary))).toBe('insufficient_credit');
    sandbox.account('another').settings.update({ balance: '7' });
    const { body } = await callApi(sandbox, 'GET /account', undefined, { key: 'another' });
    expect(body).toMatchObject({ balance: '7.0000' });
  });

  it('of web origins and senders are kept at once', async () => {
    const origin = 'http://localhost:5173';
    const allowed = async () =>
      (await callApi(sandbox, 'GET /account', undefined, { headers: { origin } })).headers.get(
        'access-control-allow-origin',
      );
    const preflight = () =>
      callApi(sandbox, 'OPTIONS /account', undefined, {
        headers: { origin, 'access-control-request-method': 'GET' },
      });
    expect([await allowed(), (await preflight()).status]).toEqual([null, 403]);
    sandbox.settings.update({ corsOrigins: [origin], senders: [] });
    expect([await allowed(), (await preflight()).status]).toEqual([origin, 204]);
    expect(codeOf(await callApi(sandbox, 'POST /messages', ordinary))).toBe('sender_not_allowed');
  });

  it('are as the options say after a reset', async () => {
    const before = sandbox.settings.get();
    sandbox.settings.update({ latencyMs: 1, name: 'Other', balance: '1', rateLimit: null });
    await sandbox.reset();
    expect(sandbox.settings.get()).toEqual(before);
  });

  it.each<[string, SettingsChange]>([
    ['latencyMs', { latencyMs: -1 }],
    ['balance', { balance: 'much' }],
    ['rateLimit', { rateLimit: { limit: 0, periodS: 1 } }],
    ['corsOrigins', { corsOrigins: ['*'] }],
    ['senders', { senders: ['twelveletter'] }],
    ['defaultSender', { defaultSender: 'Other', senders: ['Acme'] }],
  ])('name %s where it is wrong, and stay as they are', (setting, change) => {
    const before = sandbox.settings.get();
    expect(() => sandbox.settings.update({ name: 'New', ...change })).toThrow(TypeError);
    expect(() => sandbox.settings.update({ name: 'New', ...change })).toThrow(`\`${setting}\``);
    expect(sandbox.settings.get()).toEqual(before);
  });

  it('stay as they are where a change says the same once more', () => {
    const changes = fc.record<SettingsChange>(
      {
        latencyMs: fc.nat(),
        name: fc.string(),
        balance: fc.nat().map(String),
        senders: fc.constantFrom(null, ['Acme'], ['Acme', '+447700900999']),
        defaultSender: fc.constantFrom(null, 'Acme'),
        corsOrigins: fc.subarray(['http://localhost:1', 'http://localhost:2']),
        rateLimit: fc.option(fc.record({ limit: fc.integer({ min: 1 }), periodS: fc.integer({ min: 1 }) })),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(changes, (change) => {
        const before = sandbox.settings.get();
        const once = sandbox.settings.update(change);
        expect(once).toMatchObject({ ...before, ...change, balance: once.balance });
        expect(sandbox.settings.update(once)).toEqual(once);
      }),
    );
  });

  it('are in a recording, which is replayed without a difference', async () => {
    sandbox.settings.update({ latencyMs: 40, senders: ['Acme Shoes'], rateLimit: { limit: 6, periodS: 5 } });
    sandbox.account('another').settings.update({ balance: '0.01' });
    for (const key of [sandbox.apiKey, 'another'])
      for (let i = 0; i < 4; i++) await callApi(sandbox, 'POST /messages', ordinary, { key });
    await sandbox.clock.advance(100);
    sandbox.settings.update({ latencyMs: 4000, balance: '2' });
    await sendMessage(sandbox);
    await sandbox.clock.advance(5000);
    await callApi(sandbox, 'GET /messages');
    await callApi(sandbox, 'GET /account');
    await sandbox.reset();
    await sendMessage(sandbox);
    const recording = sandbox.recording();
    expect(JSON.stringify(recording)).not.toContain(sandbox.apiKey);
    expect(await replayRecording(recording)).toEqual([]);
    const otherwise = recording.steps.filter((step) => step.do !== 'settings');
    expect(await replayRecording({ ...recording, steps: otherwise })).not.toEqual([]);
  });
});
