import { describe, expect, it } from 'vitest';
import type { Plugin } from '../contract/plugin.ts';
import type { Attempt } from '../errors/attempt.ts';
import { InputError } from '../errors/input-error.ts';
import { bench, hello } from './client.test-data.ts';
import { bodyText, problem, refused, reset, sent } from './scripted-fetch.test-data.ts';

const pass = (name: string, seen: string[] = []): Plugin => ({
  name,
  async wrap(_call, next) {
    seen.push(`${name} in`);
    try {
      return await next();
    } finally {
      seen.push(`${name} out`);
    }
  },
});

describe('plugins', () => {
  it('lie around a call in the order written', async () => {
    const seen: string[] = [];
    const { chatti } = bench([sent], { plugins: [pass('a', seen), pass('b', seen)] });
    await chatti.messages.send(hello);
    expect(seen).toEqual(['a in', 'b in', 'b out', 'a out']);
  });

  it('see the checked input with its reference, and are told row and class', async () => {
    const calls: unknown[] = [];
    const look: Plugin = { name: 'look', wrap: (call, next) => (calls.push(call), next()) };
    const { chatti, fetch } = bench([sent], { plugins: [look] });
    await chatti.messages.send({ ...hello, to: ' 44 7700-900123 ' });
    const { reference } = JSON.parse(bodyText(fetch.seen[0]?.init));
    expect(calls).toMatchObject([
      {
        name: 'messages.send',
        endpoint: { method: 'POST', path: '/messages', retry: 'never' },
        input: { ...hello, reference },
      },
    ]);
  });

  it('change the input, which is checked again and keeps its reference', async () => {
    const change: Plugin = {
      name: 'change',
      wrap: (call, next) =>
        call.name === 'messages.send' ? next({ ...hello, body: `${call.input.body}!` }) : next(),
    };
    const { chatti, clock, fetch } = bench([sent], { plugins: [change] });
    await chatti.messages.send({ ...hello, reference: 'mine' });
    expect(JSON.parse(bodyText(fetch.seen[0]?.init))).toMatchObject({
      body: 'Hello there!',
      reference: 'mine',
    });
    const spoil: Plugin = { name: 'spoil', wrap: (_call, next) => next({ ...hello, to: 'x' }) };
    const error = await clock.failureOf(
      chatti.messages.send({ ...hello, reference: 'mine' }, { plugins: [spoil] }),
    );
    expect(error).toMatchObject({ name: 'InputError', outcome: 'not_sent', reference: 'mine' });
  });

  it('answer without the network', async () => {
    const answer: Plugin = { name: 'answer', wrap: async () => ({ id: 'cached' }) };
    const { chatti, fetch } = bench([sent], { plugins: [answer] });
    expect(await chatti.messages.get({ id: 'x' })).toEqual({ id: 'cached' });
    expect(fetch.seen).toHaveLength(0);
  });

  it('watch attempts, also when their listener fails', async () => {
    const attempts: Attempt[] = [];
    const watch: Plugin = {
      name: 'watch',
      wrap(call, next) {
        call.onAttempt((attempt) => {
          attempts.push(attempt);
          throw new Error('a broken listener');
        });
        return next();
      },
    };
    const { chatti, clock } = bench([refused, sent], { plugins: [watch] });
    await clock.until(chatti.messages.send(hello));
    expect(attempts.map(({ failure }) => failure)).toEqual(['not connected', null]);
  });

  it('that fail before the send end it as not sent, told as theirs', async () => {
    const cause = new TypeError('oh');
    const broken: Plugin = { name: 'broken', wrap: () => Promise.reject(cause) };
    const { chatti, clock, fetch } = bench([sent], { plugins: [pass('outer'), broken] });
    const error = await clock.failureOf(chatti.messages.send({ ...hello, reference: 'r' }));
    expect(error).toMatchObject({
      name: 'PluginError',
      plugin: 'broken',
      outcome: 'not_sent',
      reference: 'r',
      cause,
    });
    expect(fetch.seen).toHaveLength(0);
  });

  it('may throw this package’s own errors before the send', async () => {
    const refuse = new InputError([{ path: 'to', code: 'out_of_range', message: 'is not on the list' }]);
    const { chatti, clock } = bench([sent], {
      plugins: [pass('outer'), { name: 'list', wrap: () => Promise.reject(refuse) }],
    });
    expect(await clock.failureOf(chatti.messages.send(hello))).toBe(refuse);
  });

  it('hand the call’s own error on as it is', async () => {
    const { chatti, clock } = bench([problem(403, 'forbidden')], { plugins: [pass('a'), pass('b')] });
    expect(await clock.failureOf(chatti.messages.send(hello))).toMatchObject({
      name: 'ApiError',
      status: 403,
    });
  });

  it.each([
    ['a success', sent, 'unknown'],
    ['an unknown outcome', reset, 'unknown'],
    ['a refusal', problem(400, 'validation_failed'), 'rejected'],
  ])('that fail after %s never make it look unsent', async (_name, step, outcome) => {
    const late: Plugin = {
      name: 'late',
      async wrap(_call, next) {
        await next().catch(() => undefined);
        throw new InputError([]);
      },
    };
    const { chatti, clock } = bench([step], { plugins: [late] });
    expect(await clock.failureOf(chatti.messages.send(hello))).toMatchObject({
      name: 'PluginError',
      outcome,
      attempts: { length: 1 },
    });
  });

  it('cannot send twice', async () => {
    const twice: Plugin = {
      name: 'twice',
      async wrap(_call, next) {
        await next();
        return next();
      },
    };
    const { chatti, clock, fetch } = bench([sent], { plugins: [twice] });
    expect(await clock.failureOf(chatti.messages.send(hello))).toMatchObject({
      name: 'PluginError',
      outcome: 'unknown',
    });
    expect(fetch.seen).toHaveLength(1);
  });
});
