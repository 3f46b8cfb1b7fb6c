import { createChatti, isDefinitelyNotSent, type Plugin, problemOf } from '@chatti/core';
import { createSandbox } from '@chatti/sandbox';
import { describe, expect, it } from 'vitest';
import { type Measured, measure, quietHours, redirectTo, rememberAccount } from './third-party.ts';

const phone = '+447700900123';
const customer = '+447700900456';

/** A client of a sandbox of its own, and how many requests that saw. */
function inSandbox(...plugins: Plugin[]) {
  const requests: string[] = [];
  const sandbox = createSandbox({
    clock: 'manual',
    onRequest: ({ method, path }) => requests.push(`${method} ${path}`),
  });
  const { fetch, baseUrl, apiKey } = sandbox;
  return { sandbox, requests, chatti: createChatti({ apiKey, baseUrl, fetch, plugins }) };
}

describe('a plugin of a stranger', () => {
  it('changes the input of a send, a batch and a walk', async () => {
    const { chatti, sandbox } = inSandbox(redirectTo(phone));
    const message = { to: customer, from: 'Acme', body: 'Hi' };
    expect(await chatti.messages.send(message)).toMatchObject({ to: phone });
    await chatti.messages.sendBatch({ messages: [message, message] });
    for await (const { outcome } of chatti.messages.sendMany([message])) expect(outcome).toBe('accepted');
    expect((await chatti.messages.list({ to: phone })).total).toBe(4);
    expect((await chatti.messages.list({ to: customer })).total).toBe(0);
    await sandbox.close();
  });

  it('answers without the network', async () => {
    const { chatti, requests, sandbox } = inSandbox(rememberAccount());
    const [first, second] = [await chatti.account.get(), await chatti.account.get()];
    expect(second).toEqual(first);
    expect(requests).toHaveLength(1);
    await sandbox.close();
  });

  it('watches attempts and outcome', async () => {
    const measured: Measured[] = [];
    const { chatti, sandbox } = inSandbox(measure((one) => measured.push(one)));
    await chatti.messages.send({ to: phone, from: 'Acme', body: 'Hi' });
    await chatti.messages.get({ id: 'nobody' }).catch(() => undefined);
    expect(measured).toEqual([
      { call: 'messages.send', attempts: 1, outcome: 'done' },
      { call: 'messages.get', attempts: 1, outcome: 'rejected' },
    ]);
    await sandbox.close();
  });

  it('refuses with an error of the package, which tells when to come back', async () => {
    const night = () => new Date('2026-11-22T23:10:00Z');
    const { chatti, requests, sandbox } = inSandbox(quietHours({ from: 21, to: 8 }, night));
    const refused = chatti.messages.send({ to: phone, from: 'Acme', body: 'Hi', reference: 'r1' });
    const error = await refused.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      name: 'LimitError',
      outcome: 'not_sent',
      reference: 'r1',
      retryAfterMs: 9 * 3_600_000,
    });
    expect(problemOf(error)).toMatchObject({ status: 429, retryAfterS: 9 * 3600 });
    expect(isDefinitelyNotSent(error)).toBe(true);
    expect(requests).toEqual([]);
    await sandbox.close();
  });

  it('that breaks before the send is told as the plugin, and nothing was sent', async () => {
    const broken: Plugin = { name: 'broken', wrap: () => Promise.reject(new TypeError('no')) };
    const { chatti, requests, sandbox } = inSandbox(
      measure(() => undefined),
      broken,
    );
    await expect(chatti.messages.send({ to: phone, from: 'Acme', body: 'Hi' })).rejects.toMatchObject({
      name: 'PluginError',
      plugin: 'broken',
      outcome: 'not_sent',
    });
    expect(requests).toEqual([]);
    await sandbox.close();
  });
});
