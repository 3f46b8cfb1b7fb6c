import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompleteCreatedWebhook } from '@chatti/core/contract';
import { verifyWebhook } from '@chatti/core/webhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { callApi, sendMessage } from '../../test/api.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';
import type { SandboxOptions } from '../sandbox-options.ts';
import { RETRY_DELAYS_MS } from './retry-delays.table.ts';

let sandbox: Sandbox;
let seen: { readonly request: Request; readonly body: string }[];
/** The answers of the receiver, one by one; the last one stays. */
let answers: (number | Response | Error)[];
afterEach(() => sandbox?.close());

function open(options: SandboxOptions = {}): void {
  seen = [];
  answers = [204];
  sandbox = createSandbox({
    clock: 'manual',
    seed: 'webhooks',
    async deliver(request) {
      seen.push({ request, body: await request.text() });
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? 204;
      if (answer instanceof Error) throw answer;
      return typeof answer === 'number' ? new Response(null, { status: answer }) : answer.clone();
    },
    ...options,
  });
}

async function register(fields: object = {}): Promise<CompleteCreatedWebhook> {
  const webhook = { name: 'Shop', url: 'https://shop.example/hooks', events: ['*'], ...fields };
  const { body } = await callApi(sandbox, 'POST /webhooks', webhook);
  // What the sandbox answers to a new webhook.
  return body as CompleteCreatedWebhook;
}

async function test(id: string): Promise<void> {
  expect((await callApi(sandbox, `POST /webhooks/${id}/test`)).status).toBe(204);
  await sandbox.webhooks.settled();
}

const types = () => seen.map(({ body }) => (JSON.parse(body) as { type: string }).type);

describe('a delivery', () => {
  it('is signed by the secret that was answered once, and holds the event', async () => {
    open();
    const { secret } = await register();
    const { id } = await sendMessage(sandbox);
    await sandbox.clock.advance(1000);
    expect(types()).toEqual(['message.sent', 'message.delivered']);
    for (const { request, body } of seen) {
      const event = await verifyWebhook(body, request.headers, { secrets: secret });
      expect(event.data?.message?.id).toBe(id);
      expect(request.method).toBe('POST');
      expect(request.url).toBe('https://shop.example/hooks');
      expect(request.headers.get('content-type')).toBe('application/json');
    }
  });

  it('is of the events that were asked for, to webhooks that are on', async () => {
    open();
    await register({ events: ['message.delivered', 'opt_out.created'] });
    await register({ active: false });
    await sendMessage(sandbox);
    await sandbox.clock.advance(1000);
    await callApi(sandbox, 'POST /opt-outs', { number: '+447700900123' });
    await sandbox.webhooks.settled();
    expect(types()).toEqual(['message.delivered', 'opt_out.created']);
  });

  it('is of the account’s own events', async () => {
    open();
    await register();
    await sendMessage(sandbox, {}, { key: 'other' });
    await sandbox.clock.advance(1000);
    expect(seen).toEqual([]);
  });

  it('of a test goes to the one webhook at once, on a held clock as well', async () => {
    open();
    const one = await register({ events: ['message.sent'] });
    await register();
    await test(one.id);
    expect(types()).toEqual(['webhook.test']);
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ type: 'webhook.test', data: {} });
  });

  it('is of one event the same to each webhook, but for its own id', async () => {
    open();
    await register();
    await register();
    await sandbox.reply({ from: '+447700900123', to: '+447700900999', body: 'Hi' });
    await sandbox.webhooks.settled();
    expect(seen).toHaveLength(2);
    expect(seen[0]?.body).toBe(seen[1]?.body);
    expect(new Set(seen.map(({ request }) => request.headers.get('webhook-id'))).size).toBe(2);
  });

  it('signs the sandbox’s time where that is asked for', async () => {
    open({ webhookClock: 'sandbox', startAt: new Date('2026-01-01T00:00:00Z') });
    await test((await register()).id);
    expect(seen[0]?.request.headers.get('webhook-timestamp')).toBe('1767225600');
  });
});

describe('a delivery that fails', () => {
  it('is tried again at the documented times, with the same id and body, and given up after them', async () => {
    open();
    answers = [500];
    const { id } = await register();
    const start = sandbox.clock.now();
    await test(id);
    await sandbox.clock.advance(48 * 3_600_000);
    const [delivery] = sandbox.webhooks.list();
    expect(delivery).toMatchObject({ state: 'failed', next_attempt_at: null });
    const times = delivery?.attempts.map(({ at }) => Date.parse(at) - start) ?? [];
    expect(times).toHaveLength(1 + RETRY_DELAYS_MS.length);
    RETRY_DELAYS_MS.forEach((delay, index) => {
      const waited = (times[index + 1] ?? NaN) - (times[index] ?? NaN);
      expect(Math.abs(waited - delay)).toBeLessThanOrEqual(delay / 10);
      expect(waited).not.toBe(delay);
    });
    expect(new Set(seen.map(({ body }) => body)).size).toBe(1);
    expect(new Set(seen.map(({ request }) => request.headers.get('webhook-id')))).toEqual(
      new Set([delivery?.id]),
    );
  });

  it('is tried at the same times with the same seed', async () => {
    const run = async () => {
      open({ startAt: new Date('2026-01-01T00:00:00Z') });
      answers = [500];
      await test((await register()).id);
      await sandbox.clock.advance(3_600_000);
      const times = sandbox.webhooks.list()[0]?.attempts.map(({ at }) => at);
      await sandbox.close();
      return times;
    };
    expect(await run()).toEqual(await run());
  });

  it.each([
    ['a refusal', 404, /404/],
    [
      'a redirect',
      new Response(null, { status: 307, headers: { location: 'https://shop.example/other' } }),
      /redirect/,
    ],
    ['a receiver that throws', new Error('no such host'), /no such host/],
  ])('by %s, and succeeds later', async (_, answer, reason) => {
    open();
    answers = [answer, 200];
    await test((await register()).id);
    expect(sandbox.webhooks.list()[0]).toMatchObject({
      state: 'pending',
      attempts: [{ error: expect.stringMatching(reason) }],
    });
    await sandbox.clock.advance(6000);
    expect(sandbox.webhooks.list()[0]).toMatchObject({
      state: 'delivered',
      attempts: [{}, { status: 200, error: null }],
    });
    expect(seen).toHaveLength(2);
  });

  it('by 410 switches its webhook off, and drops what is on its way', async () => {
    open();
    const { id } = await register();
    answers = [500, 410];
    await test(id);
    await callApi(sandbox, 'POST /opt-outs', { number: '+447700900123' });
    await sandbox.webhooks.settled();
    expect((await callApi(sandbox, `GET /webhooks/${id}`)).body).toMatchObject({ active: false });
    await callApi(sandbox, 'POST /opt-outs', { number: '+447700900124' });
    await sandbox.clock.advance(48 * 3_600_000);
    expect(sandbox.webhooks.list().map(({ event_type, state }) => `${event_type} ${state}`)).toContain(
      'opt_out.created disabled',
    );
    expect(types()).not.toContain('message.sent');
  });

  it('ends with its webhook', async () => {
    open();
    const { id } = await register();
    answers = [500];
    await callApi(sandbox, 'POST /opt-outs', { number: '+447700900123' });
    await sandbox.webhooks.settled();
    await callApi(sandbox, `DELETE /webhooks/${id}`);
    await sandbox.clock.advance(48 * 3_600_000);
    expect(sandbox.webhooks.list()[0]).toMatchObject({ state: 'dropped', attempts: { length: 1 } });
    await expect(sandbox.webhooks.resend(sandbox.webhooks.list()[0]?.id ?? '')).rejects.toThrow(/gone/);
  });
});

describe('the journal of deliveries', () => {
  it('holds request, signature input and answer', async () => {
    open();
    answers = [new Response('x'.repeat(5000), { status: 500, headers: { 'x-why': 'broken' } })];
    await test((await register()).id);
    const [delivery] = sandbox.webhooks.list();
    const [attempt] = delivery?.attempts ?? [];
    const headers = attempt?.request_headers;
    expect(attempt).toMatchObject({
      number: 1,
      trigger: 'schedule',
      status: 500,
      response_headers: { 'x-why': 'broken' },
    });
    expect(attempt?.response_body).toBe('x'.repeat(2048));
    expect(attempt?.signature_input).toBe(
      `${delivery?.id}.${headers?.['webhook-timestamp']}.${seen[0]?.body}`,
    );
    expect(headers?.['webhook-signature']).toBe(seen[0]?.request.headers.get('webhook-signature'));
  });

  it('is each account’s own', async () => {
    open();
    await test((await register()).id);
    const [delivery] = sandbox.webhooks.list();
    const other = sandbox.account('other').webhooks;
    expect([other.list(), other.get(delivery?.id ?? '')]).toEqual([[], undefined]);
    await expect(other.resend(delivery?.id ?? '')).rejects.toThrow(TypeError);
    expect(sandbox.webhooks.get(delivery?.id ?? '')).toEqual(delivery);
  });
});

describe('resend', () => {
  it('posts the same again with a new signature, and leaves the schedule alone', async () => {
    open();
    answers = [500, 500, 204];
    await test((await register()).id);
    const [delivery] = sandbox.webhooks.list();
    const id = delivery?.id ?? '';
    const next_attempt_at = delivery?.next_attempt_at;
    const after = await sandbox.webhooks.resend(id);
    expect(after).toMatchObject({
      state: 'pending',
      next_attempt_at,
      attempts: [{}, { trigger: 'resend', status: 500 }],
    });
    await sandbox.clock.advance(6000);
    expect(sandbox.webhooks.get(id)).toMatchObject({ state: 'delivered', attempts: { length: 3 } });
    expect(await sandbox.webhooks.resend(id)).toMatchObject({ state: 'delivered', attempts: { length: 4 } });
    expect(new Set(seen.map(({ body }) => body)).size).toBe(1);
  });
});

describe('options', () => {
  it('give every webhook the same secret', async () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    open({ webhookSecret: secret });
    expect([(await register()).secret, (await register()).secret]).toEqual([secret, secret]);
  });

  it('refuse a secret that is none', () => {
    for (const webhookSecret of ['', 'secret', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_!'])
      expect(() => createSandbox({ webhookSecret })).toThrow(/webhookSecret/);
  });
});

describe('what is under way', () => {
  it('ends with the sandbox', async () => {
    let arrived!: () => void;
    const there = new Promise<void>((resolve) => (arrived = resolve));
    open({ deliver: () => (arrived(), new Promise<Response>(() => undefined)) });
    const { id } = await register();
    await callApi(sandbox, `POST /webhooks/${id}/test`);
    const settled = sandbox.webhooks.settled();
    await there;
    await sandbox.close();
    await settled;
    expect(seen).toEqual([]);
  });

  it('is made up for at the next start, from a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chatti-webhooks-'));
    try {
      const storage = { file: join(folder, 'a.db') };
      let arrived!: () => void;
      const there = new Promise<void>((resolve) => (arrived = resolve));
      open({ storage, deliver: () => (arrived(), new Promise<Response>(() => undefined)) });
      await callApi(sandbox, `POST /webhooks/${(await register()).id}/test`);
      await there;
      await sandbox.close();
      open({ storage });
      await sandbox.webhooks.settled();
      expect(types()).toEqual(['webhook.test']);
      expect(sandbox.webhooks.list()).toMatchObject([{ state: 'delivered' }]);
      await sandbox.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is forgotten by a reset, and noted at nothing that came later', async () => {
    let answer!: (response: Response) => void;
    open({ deliver: () => new Promise<Response>((resolve) => (answer = resolve)) });
    await callApi(sandbox, `POST /webhooks/${(await register()).id}/test`);
    await new Promise((resolve) => void setImmediate(() => setTimeout(resolve, 10)));
    const before = answer;
    await sandbox.reset();
    await callApi(sandbox, `POST /webhooks/${(await register()).id}/test`);
    before(new Response(null, { status: 500 }));
    await new Promise((resolve) => void setImmediate(() => setTimeout(resolve, 10)));
    answer(new Response(null, { status: 204 }));
    await sandbox.webhooks.settled();
    expect(sandbox.webhooks.list()).toMatchObject([{ state: 'delivered', attempts: { length: 1 } }]);
  });

  it('is made up for by whoever takes a snapshot over', async () => {
    open({ deliver: () => new Promise<Response>(() => undefined) });
    await callApi(sandbox, `POST /webhooks/${(await register()).id}/test`);
    await new Promise((resolve) => void setTimeout(resolve, 10));
    const snapshot = sandbox.snapshot();
    await sandbox.close();
    open();
    await sandbox.restore(snapshot);
    await sandbox.webhooks.settled();
    expect(types()).toEqual(['webhook.test']);
  });
});
