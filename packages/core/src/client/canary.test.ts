import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { bench, CANARY, hello } from './client.test-data.ts';
import { createChatti } from './create-chatti.ts';
import { reply, scripted, sent, type Step, textReply } from './scripted-fetch.test-data.ts';

const secretText = 'Your one-time code is 481516';
const number = '+447700900123';
const header = 'Bearer canary_header_99';

/** Everything that a program may print of a value. */
function printed(value: unknown): string {
  const all = { depth: Infinity, showHidden: true, maxStringLength: null } as const;
  const own = value instanceof Error ? `${value.message}\n${value.stack}\n${String(value.cause)}` : '';
  return [inspect(value, all), inspect(value), JSON.stringify(value), String(value), own].join('\n');
}

/** An error of the kind that other packages throw: with the request on it. */
const chatty: Step = (init) => {
  const cause = Object.assign(new Error(`could not send ${JSON.stringify(init)}`), {
    code: 'EOTHER',
    request: init,
  });
  throw Object.assign(new TypeError(`fetch failed for ${CANARY}`, { cause }), {
    config: init,
    headers: init.headers,
  });
};

const quoting = {
  code: CANARY,
  message: `key ${CANARY} to ${number}: ${secretText}`,
  errors: [{ field: number, code: 'x', message: secretText }],
};

/** The number as servers write it in what is not a sentence. */
const digits = number.slice(1);

const failures: readonly (readonly [string, Step])[] = [
  ['NetworkError', chatty],
  ['TimeoutError', () => new Promise<Response>(() => undefined)],
  ['ReplyError', textReply(200, `<html>${CANARY} ${secretText}</html>`)],
  ['ApiError', reply(400, quoting, { 'x-request-id': CANARY })],
  ['ApiError', reply(422, { error: quoting })],
  ['ApiError', reply(400, { code: digits, message: 'no' }, { 'x-request-id': `req-${digits}` })],
  ['ApiError', reply(400, { code: `bad_${secretText.toUpperCase()}`, message: secretText.toLowerCase() })],
  ['ApiError', textReply(502, `<html><body>${CANARY} ${header} ${number} ${secretText}</body></html>`)],
  ['ApiError', textReply(301, null, { location: `https://evil.test/?key=${CANARY}` })],
];

describe('keys, numbers and texts', () => {
  it.each(failures)('are in no %s', async (name, step) => {
    const { chatti, clock } = bench([step], { headers: { authorization: header } });
    const error = await clock.failureOf(chatti.messages.send({ ...hello, to: number, body: secretText }));
    expect(error).toMatchObject({ name });
    const text = printed(error);
    for (const secret of [CANARY, header, digits, secretText])
      expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
  });

  it('are in no AbortError, InputError or PluginError', async () => {
    const { chatti, clock } = bench([sent], {
      plugins: [{ name: 'broken', wrap: () => Promise.reject(new Error('broken')) }],
    });
    const wrong = { to: `${number}x`, from: `${CANARY}${CANARY}`, body: `\0${secretText}` };
    const calls = [
      ['AbortError', () => chatti.messages.send(hello, { signal: AbortSignal.abort(), plugins: [] })],
      ['InputError', () => chatti.messages.send(wrong)],
      ['PluginError', () => chatti.messages.send(hello)],
    ] as const;
    for (const [name, call] of calls) {
      const error = await clock.failureOf(call());
      expect(error).toMatchObject({ name });
      expect(printed(error)).not.toContain(CANARY);
      expect(printed(error)).not.toContain(number);
      expect(printed(error)).not.toContain(secretText);
    }
  });

  it('are in no error of a single call', async () => {
    const { chatti, clock } = bench([reply(400, quoting)]);
    const body = { to: number, body: secretText, parts: [{ subject: header }] };
    const error = await clock.failureOf(chatti.request({ method: 'POST', path: '/texts', body }));
    for (const secret of [CANARY, number, secretText]) expect(printed(error)).not.toContain(secret);
  });

  it('are in no error of an item of a batch', async () => {
    const step = reply(
      200,
      { data: [{ index: 0, status: 'rejected', message: null, error: quoting }] },
      { 'x-request-id': CANARY },
    );
    const { chatti, clock } = bench([step], { apiKey: () => CANARY, headers: { authorization: header } });
    const results = chatti.messages.sendMany([{ ...hello, to: number, body: secretText }]);
    const walk = results[Symbol.asyncIterator]();
    const { value } = await clock.until(walk.next());
    expect(value).toMatchObject({
      outcome: 'rejected',
      error: { name: 'ApiError', requestId: '[redacted]' },
    });
    const text = printed(value.error);
    for (const secret of [CANARY, header, number, secretText]) expect(text).not.toContain(secret);
  });

  it('are not in what a client shows of itself', async () => {
    const options = {
      apiKey: CANARY,
      baseUrl: 'https://api.test/v1',
      fetch: scripted(sent),
      headers: { authorization: header },
    };
    const chatti = createChatti(options);
    await chatti.messages.send(hello);
    for (const value of [
      chatti,
      chatti.messages,
      chatti.messages.send,
      chatti.withOptions({}),
      { nested: { chatti } },
    ]) {
      expect(printed(value)).not.toContain(CANARY);
      expect(printed(value)).not.toContain(header);
    }
  });

  it('a cause keeps its kind, codes and stack', async () => {
    const { chatti, clock } = bench([chatty]);
    const error = await clock.failureOf(chatti.messages.send(hello));
    expect(error).toMatchObject({
      cause: { name: 'TypeError', message: 'fetch failed for [redacted]', cause: { code: 'EOTHER' } },
    });
    expect((error as Error).cause).not.toHaveProperty('config');
  });
});
