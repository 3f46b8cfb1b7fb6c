import { afterEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import type { ChattiV1 } from '../contract/chatti-v1.ts';
import type { Message } from '../contract/message.ts';
import type { SendMessage } from '../contract/send-message.ts';
import type { ConfigurationError } from '../errors/configuration-error.ts';
import { bench, CANARY, hello } from './client.test-data.ts';
import { type Chatti, createChatti } from './create-chatti.ts';
import type { Client, ClientMethods } from './create-client.ts';
import type { ListedPage } from './listed-page.ts';
import type { CallOptions, ChattiOptions } from './options.ts';
import type { Resource } from './resource.ts';
import { headerOf, reply, scripted, sent } from './scripted-fetch.test-data.ts';

const good: ChattiOptions = { apiKey: CANARY, baseUrl: 'https://api.test/v1' };

function refusalOf(options: object): ConfigurationError {
  try {
    createChatti(options);
  } catch (error) {
    // Only configuration errors are thrown at construction.
    return error as ConfigurationError;
  }
  throw new Error('the options were accepted');
}

afterEach(() => vi.unstubAllGlobals());

describe('the options of a client', () => {
  it.each([
    ['apiKey', { apiKey: undefined }],
    ['apiKey', { apiKey: '' }],
    ['apiKey', { apiKey: `${CANARY}\n` }],
    ['apiKey', { apiKey: `${CANARY}\r\nx: y` }],
    ['apiKey', { apiKey: ` ${CANARY}` }],
    ['apiKey', { apiKey: `${CANARY}é` }],
    ['apiKey', { apiKey: `${CANARY}\0` }],
    ['apiKey', { apiKey: 42 }],
    ['baseUrl', { baseUrl: undefined }],
    ['baseUrl', { baseUrl: '' }],
    ['baseUrl', { baseUrl: 'api.test/v1' }],
    ['baseUrl', { baseUrl: 'ftp://api.test' }],
    ['baseUrl', { baseUrl: 'http://api.test/v1' }],
    ['baseUrl', { baseUrl: 'http://127.0.0.1.evil.test/v1' }],
    ['baseUrl', { baseUrl: 'http://10.0.0.1/v1' }],
    ['baseUrl', { baseUrl: `https://user:${CANARY}@api.test/v1` }],
    ['baseUrl', { baseUrl: `https://api.test/v1?key=${CANARY}` }],
    ['baseUrl', { baseUrl: 'https://api.test/v1#x' }],
    ['baseUrl', { baseUrl: 'https://' }],
    ['timeoutMs', { timeoutMs: 0 }],
    ['timeoutMs', { timeoutMs: Number.NaN }],
    ['timeoutMs', { timeoutMs: Infinity }],
    ['timeoutMs', { timeoutMs: 2 ** 31 }],
    ['timeoutMs', { timeoutMs: '30000' }],
    ['totalTimeoutMs', { totalTimeoutMs: 0 }],
    ['totalTimeoutMs', { totalTimeoutMs: 2 ** 31 }],
    ['retryLimit', { retryLimit: -1 }],
    ['retryLimit', { retryLimit: 1e9 }],
    ['retryLimit', { retryLimit: '3' }],
    ['retryLimit', { retryLimit: 1.5 }],
    ['idempotencyKeys', { idempotencyKeys: 'yes' }],
    ['fetch', { fetch: 'fetch' }],
    ['onWarning', { onWarning: 1 }],
    ['plugins', { plugins: {} }],
    ['plugins', { plugins: [{ name: 'x' }] }],
    ['headers', { headers: { 'x-api-key': 'other' } }],
    ['headers', { headers: { 'Idempotency-Key': 'one' } }],
    ['headers', { headers: { 'x y': 'z' } }],
    ['headers', { headers: { 'x-secret': `${CANARY}\r\nx: y` } }],
    ['headers', { headers: { 'x-secret': `${CANARY}\0` } }],
    ['headers', { headers: { 'x-name': 'Ωmega' } }],
  ])('names %s and keeps the key to itself: %j', (option, wrong) => {
    const error = refusalOf({ ...good, ...wrong });
    expect(error).toMatchObject({ name: 'ConfigurationError', option, outcome: 'not_sent' });
    expect(error.message.startsWith(`${option}: `)).toBe(true);
    expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.toContain(CANARY);
  });

  it.each([
    'http://localhost:4010/v1',
    'http://127.0.0.1/v1',
    'http://127.1/v1',
    'http://[::1]:1/v1',
    'https://api.test',
  ])('takes %s as a base URL', (baseUrl) => {
    expect(() => createChatti({ ...good, baseUrl })).not.toThrow();
  });

  it('takes plain http elsewhere only when told', () => {
    expect(() =>
      createChatti({ ...good, baseUrl: 'http://sandbox:4010/v1', dangerouslyAllowHttp: true }),
    ).not.toThrow();
  });

  it('takes a retry limit of 0', async () => {
    const { chatti, clock, fetch } = bench([reply(503)], { retryLimit: 0 });
    await clock.failureOf(chatti.account.get());
    expect(fetch.seen).toHaveLength(1);
  });

  it('refuses an option that it does not know, so that a typo is not ignored', () => {
    expect(refusalOf({ ...good, timeoutMS: 5 })).toMatchObject({ option: 'timeoutMS', outcome: 'not_sent' });
  });

  it('reads key and base URL from the environment, and lets options win', async () => {
    const fetch = scripted(sent);
    vi.stubGlobal('process', {
      ...process,
      env: { CHATTI_API_KEY: 'from_env', CHATTI_BASE_URL: 'https://env.test/v2' },
    });
    await createChatti({ fetch }).messages.send(hello);
    await createChatti({ fetch, ...good }).messages.send(hello);
    expect(fetch.seen.map(({ url }) => url)).toEqual([
      'https://env.test/v2/messages',
      'https://api.test/v1/messages',
    ]);
    expect(fetch.seen.map((one) => headerOf(one, 'x-api-key'))).toEqual(['from_env', CANARY]);
  });

  it('runs where there is no process', async () => {
    const fetch = scripted(sent);
    vi.stubGlobal('process', undefined);
    const chatti = createChatti({ ...good, fetch });
    expect((await chatti.messages.send(hello)).id).toBe('m_1');
  });

  it.each([
    { document: {}, navigator: { userAgent: 'Mozilla/5.0' } },
    { navigator: { userAgent: 'Mozilla/5.0 (a web worker)' } },
  ])('refuses to run in a browser unless told: %j', (globals) => {
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    expect(refusalOf(good)).toMatchObject({ option: 'dangerouslyAllowBrowser' });
    expect(() => createChatti({ ...good, dangerouslyAllowBrowser: true })).not.toThrow();
  });

  it('writes a line for each attempt when CHATTI_LOG asks for it, without key, number and text', async () => {
    const debug = vi.spyOn(console, 'debug').mockReturnValue();
    vi.stubGlobal('process', { ...process, env: { CHATTI_LOG: 'debug' } });
    const chatti = createChatti({ ...good, fetch: scripted(reply(200, { number: '+447700900123' })) });
    await chatti.optOuts.get({ number: '+447700900123' });
    expect(debug.mock.calls).toEqual([
      [expect.stringMatching(/^chatti optOuts\.get: status 200 after \d+ ms$/)],
    ]);
  });

  it('refuses an unknown CHATTI_LOG', () => {
    vi.stubGlobal('process', { ...process, env: { CHATTI_LOG: 'loud' } });
    expect(refusalOf(good)).toMatchObject({ option: 'CHATTI_LOG' });
  });
});

describe('what a request carries', () => {
  it('one flat object goes to the path, the query or the body, under the base URL', async () => {
    const { chatti, fetch } = bench([sent]);
    await chatti.messages.send({ ...hello, reference: 'r' });
    await chatti.messages.get({ id: 'a/b?c#d' });
    await chatti.request({
      path: '/messages',
      query: { after: '2026-01-01T00:00:00+00:00', to: ['a', 'b'] },
    });
    expect(fetch.seen.map(({ url, init }) => [init.method, url, init.body])).toEqual([
      ['POST', 'https://api.test/v1/messages', JSON.stringify({ ...hello, reference: 'r' })],
      ['GET', 'https://api.test/v1/messages/a%2Fb%3Fc%23d', undefined],
      ['GET', 'https://api.test/v1/messages?after=2026-01-01T00%3A00%3A00%2B00%3A00&to=a&to=b', undefined],
    ]);
  });

  it('the headers of the contract, one’s own on top, and none that null removes', async () => {
    const { chatti, fetch } = bench([sent], {
      headers: { 'X-Tenant': 'blue', Accept: null },
      appInfo: { name: 'shop', version: '2' },
    });
    await chatti.messages.send(hello, { headers: { 'x-tenant': null, 'x-trace': 'ä' } });
    expect(fetch.seen[0]?.init.headers).toEqual({
      'content-type': 'application/json',
      'user-agent': 'chatti-typescript shop/2',
      'x-api-key': CANARY,
      'x-trace': 'ä',
    });
  });

  it('no key where null removes it, for a proxy that adds its own', async () => {
    const { chatti, fetch } = bench([sent], { headers: { 'x-api-key': null } });
    await chatti.messages.send(hello);
    expect(headerOf(fetch.seen[0], 'x-api-key')).toBeNull();
  });

  it('a redirect mode that never follows', async () => {
    const { chatti, fetch } = bench([sent]);
    await chatti.messages.send(hello);
    expect(fetch.seen[0]?.init.redirect).toBe('manual');
  });

  it('a key that is fetched anew for each call', async () => {
    let calls = 0;
    const { chatti, fetch } = bench([sent], { apiKey: async () => `key_${++calls}` });
    await chatti.messages.send(hello);
    await chatti.messages.send(hello);
    expect(fetch.seen.map((one) => headerOf(one, 'x-api-key'))).toEqual(['key_1', 'key_2']);
  });

  it.each([
    ['throws', () => Promise.reject(new Error('vault is sealed'))],
    ['gives nothing', () => ''],
    ['gives a line break', () => `${CANARY}\n`],
  ])('a key function that %s ends the call before it is sent', async (_name, apiKey) => {
    const { chatti, clock, fetch } = bench([sent], { apiKey });
    const error = await clock.failureOf(chatti.messages.send(hello));
    expect(error).toMatchObject({ name: 'ConfigurationError', option: 'apiKey', outcome: 'not_sent' });
    expect(String(error)).not.toContain(CANARY);
    expect(fetch.seen).toHaveLength(0);
  });

  it('a key function that hangs ends the call in time', async () => {
    const { chatti, clock, fetch } = bench([sent], { apiKey: () => new Promise<string>(() => undefined) });
    expect(await clock.failureOf(chatti.messages.send(hello))).toMatchObject({
      name: 'TimeoutError',
      outcome: 'not_sent',
    });
    expect(clock.now()).toBe(90_000);
    expect(fetch.seen).toHaveLength(0);
  });

  it('options of one call and of withOptions over those of the client', async () => {
    const other = scripted(sent);
    const { chatti, fetch } = bench([sent], { headers: { 'x-a': '1' } });
    const derived = chatti.withOptions({ baseUrl: 'https://two.test/', headers: { 'x-b': '2' } });
    await derived.messages.send(hello, { apiKey: 'tenant_key' });
    await chatti.messages.send(hello, { fetch: other, baseUrl: 'https://three.test/v9' });
    expect(fetch.seen[0]).toMatchObject({
      url: 'https://two.test/messages',
      init: { headers: { 'x-a': '1', 'x-b': '2', 'x-api-key': 'tenant_key' } },
    });
    expect(other.seen[0]?.url).toBe('https://three.test/v9/messages');
    expect(() => chatti.withOptions({ timeoutMs: 0 })).toThrow('timeoutMs');
  });
});

describe('types', () => {
  it('the hand-written client is the one that the table gives', () => {
    expectTypeOf<Exclude<keyof Chatti, keyof ClientMethods<unknown, ChattiV1>>>().toEqualTypeOf<
      keyof ChattiV1
    >();
    expectTypeOf<Client<ChattiV1>>().toExtend<Chatti>();
    expectTypeOf<Chatti>().toExtend<{ [R in keyof ChattiV1]: Resource<ChattiV1[R]> }>();
  });

  it('a call takes the row’s input by its name and gives what the client reads', () => {
    expectTypeOf<Chatti['messages']['send']>().toEqualTypeOf<
      (input: SendMessage, options?: CallOptions) => Promise<Message>
    >();
    expectTypeOf<Chatti['webhooks']['delete']>().returns.toEqualTypeOf<Promise<void>>();
    expectTypeOf<Chatti['messages']['list']>().returns.toEqualTypeOf<Promise<ListedPage<Message>>>();
    expectTypeOf<Chatti['account']['get']>().parameter(0).toBeNullable();
  });
});
