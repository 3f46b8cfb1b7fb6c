import { describe, expect, it } from 'vitest';
import { callApi, codeOf, complaintsOf, ordinary, sendMessage } from '../../test/api.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';
import { MAX_BODY_BYTES } from './request-body.ts';

function held(options: Parameters<typeof createSandbox>[0] = {}): Sandbox {
  return createSandbox({ clock: 'manual', startAt: new Date('2026-11-22T12:00:00Z'), ...options });
}

describe('who calls', () => {
  it('is answered the same with a missing key as with a wrong one', async () => {
    const sandbox = held();
    const wrong = await callApi(sandbox, 'GET /account', undefined, { key: 'invalid-key' });
    const missing = await sandbox.fetch(`${sandbox.baseUrl}/account`);
    const withoutId = (body: unknown) => ({ ...(body as object), request_id: '' });
    expect([missing.status, wrong.status]).toEqual([401, 401]);
    expect(withoutId(await missing.json())).toEqual(withoutId(wrong.body));
  });

  it('opens an account by any key, and never stores the key', async () => {
    const sandbox = held();
    const ids = new Set<unknown>();
    for (const key of ['one', 'two', 'one']) {
      ids.add(((await callApi(sandbox, 'GET /account', undefined, { key })).body as { id: string }).id);
    }
    expect(ids.size).toBe(2);
    await sendMessage(sandbox, {}, { key: 'canary-key' });
    expect(JSON.stringify(sandbox.snapshot())).not.toContain('canary-key');
  });
});

describe('the body', () => {
  it.each([
    ['{', 'invalid_json'],
    ['{"to":"+447700900123",}', 'invalid_json'],
    ['NaN', 'invalid_json'],
    ['\u0000', 'invalid_json'],
    ['[]', 'validation_failed'],
    ['null', 'validation_failed'],
    ['"text"', 'validation_failed'],
    ['', 'validation_failed'],
  ])('%j is refused: %s', async (body, code) => {
    const reply = await callApi(held(), 'POST /messages', body);
    expect([reply.status, codeOf(reply)]).toEqual([400, code]);
  });

  it('is refused where it is not UTF-8', async () => {
    const sandbox = held();
    const bytes = Buffer.from(JSON.stringify(ordinary).replace('ready', 'r\u00e9ady'), 'latin1');
    const headers = { 'x-api-key': 'k', 'content-type': 'application/json' };
    const response = await sandbox.fetch(`${sandbox.baseUrl}/messages`, {
      method: 'POST',
      headers,
      body: bytes,
    });
    expect(await response.json()).toMatchObject({ code: 'invalid_json' });
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset=UTF-8'])(
    'may be %s',
    async (type) => {
      await sendMessage(held(), {}, { headers: { 'content-type': type } });
    },
  );

  it.each([
    'text/plain',
    'application/jsonx',
    'application/problem+json',
    'multipart/form-data; a=application/json',
    '',
  ])('may not be %j', async (type) => {
    const reply = await callApi(held(), 'POST /messages', ordinary, { headers: { 'content-type': type } });
    expect([reply.status, codeOf(reply)]).toEqual([400, 'unsupported_content_type']);
  });

  it('is judged wherever there is one', async () => {
    const refuse = async (body: string, type: string) => {
      const headers = { 'content-type': type };
      return codeOf(await callApi(held(), 'DELETE /opt-outs/447700900123', body, { headers }));
    };
    expect(await refuse('reason=none', 'text/plain')).toBe('unsupported_content_type');
    expect(await refuse('{', 'application/json')).toBe('invalid_json');
    expect(await refuse('{}', 'application/json')).toBe('not_found');
  });

  it('may be 8 388 608 bytes, and not one more', async () => {
    const sandbox = held();
    const sized = (bytes: number) => JSON.stringify(ordinary).padEnd(bytes, ' ');
    expect((await callApi(sandbox, 'POST /messages', sized(MAX_BODY_BYTES))).status).toBe(200);
    const over = await callApi(sandbox, 'POST /messages', sized(MAX_BODY_BYTES + 1));
    expect([over.status, codeOf(over)]).toEqual([400, 'request_too_large']);
  });

  it.each(['__proto__', 'constructor', 'toString', 'bdoy'])('may not have a key %s', async (key) => {
    const body = JSON.stringify(ordinary).replace('{', `{"${key}":{"to":"x"},`);
    expect(complaintsOf(await callApi(held(), 'POST /messages', body))).toEqual([`${key} unknown_field`]);
  });

  it('may be nested deeply without harm', async () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const reply = await callApi(held(), 'POST /messages', `{"to":${deep}}`);
    expect(reply.status).toBe(400);
  });
});

describe('paths and methods', () => {
  it('answers a wrong method with the right ones', async () => {
    const sandbox = held();
    const allowed = async (request: string) => {
      const reply = await callApi(sandbox, request);
      expect([reply.status, codeOf(reply)]).toEqual([405, 'method_not_allowed']);
      return reply.headers.get('allow');
    };
    expect(await allowed('DELETE /messages')).toBe('GET, POST');
    expect(await allowed('PUT /messages/x')).toBe('GET');
    expect(await allowed('PATCH /messages/batch')).toBe('GET, POST');
    expect(await allowed('GET /messages/x/cancel')).toBe('POST');
    expect(await allowed('POST /webhooks/x')).toBe('DELETE, GET, PUT');
    expect(await allowed('OPTIONS /account')).toBe('GET');
  });

  it.each(['/nothing', '/messages/', '/messages/x/y/z', '//messages', '/messages%2Fbatch', ''])(
    'knows no %j',
    async (path) => {
      const sandbox = held();
      const response = await sandbox.fetch(`${sandbox.baseUrl}${path}`, { headers: { 'x-api-key': 'k' } });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ status: 404, code: 'not_found', errors: [] });
    },
  );

  it.each(['a%2Fb%3Fc', '..%2F..', '%E0%A4%A', '%00', "'%20OR%201=1", 'msg_00000001', 'x'.repeat(5000)])(
    'finds nothing by the id %j',
    async (id) => {
      expect((await callApi(held(), `GET /messages/${id}`)).status).toBe(404);
    },
  );
});

describe('every reply', () => {
  const requests = [
    'GET /account',
    'GET /nothing',
    'DELETE /messages',
    'POST /messages',
    'GET /messages/x',
    'GET /messages?page=0',
  ];

  it.each(requests)('to %s carries a request id and the limits', async (request) => {
    const { headers, body, status } = await callApi(held(), request);
    expect(headers.get('x-request-id')).toMatch(/^req_[0-9a-z]{16}$/);
    expect(headers.get('x-ratelimit-limit')).toBe('1000000');
    expect(Number(headers.get('x-ratelimit-remaining'))).toBeLessThanOrEqual(1_000_000);
    if (status >= 400) expect(body).toMatchObject({ status, request_id: headers.get('x-request-id') });
  });

  it('has an id of its own', async () => {
    const sandbox = held({ seed: 'same' });
    const id = async () => (await callApi(sandbox, 'GET /account')).headers.get('x-request-id');
    expect(await id()).not.toBe(await id());
  });
});

describe('rate limits', () => {
  it('let in so many requests a period, and say when the next one is', async () => {
    const sandbox = held({ account: { rateLimit: { limit: 2, periodS: 10 } } });
    const left = async () => (await callApi(sandbox, 'GET /account')).headers.get('x-ratelimit-remaining');
    expect([await left(), await left()]).toEqual(['1', '0']);
    await sandbox.clock.advance(3500);
    const reply = await callApi(sandbox, 'GET /account');
    expect([reply.status, codeOf(reply)]).toEqual([429, 'rate_limited']);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'retry-after': '7',
      'x-ratelimit-limit': '2',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Date.parse('2026-11-22T12:00:10Z') / 1000),
    });
    await sandbox.clock.advance(6500);
    expect(await left()).toBe('1');
  });

  it('are each account’s own, and count nothing that has no key', async () => {
    const sandbox = held({ account: { rateLimit: { limit: 1, periodS: 10 } } });
    await callApi(sandbox, 'GET /account', undefined, { key: 'invalid' });
    expect((await callApi(sandbox, 'GET /account')).status).toBe(200);
    expect((await callApi(sandbox, 'GET /account', undefined, { key: 'other' })).status).toBe(200);
    expect((await callApi(sandbox, 'GET /account')).status).toBe(429);
  });

  it('shed a send before it is taken on', async () => {
    const sandbox = held({ account: { rateLimit: { limit: 1, periodS: 10 } } });
    await callApi(sandbox, 'GET /account');
    expect((await callApi(sandbox, 'POST /messages', ordinary)).status).toBe(429);
    expect(sandbox.inbox.list()).toEqual([]);
  });

  it('are told of the caller’s own account, also where no endpoint is', async () => {
    const shop = { rateLimit: { limit: 3, periodS: 10 }, corsOrigins: ['https://shop.example'] };
    const sandbox = held({ accounts: { shop, free: { rateLimit: null } } });
    const headers = { origin: 'https://shop.example' };
    await callApi(sandbox, 'GET /account', undefined, { key: 'shop' });
    for (const request of ['GET /nothing', 'PUT /messages']) {
      const reply = await callApi(sandbox, request, undefined, { key: 'shop', headers });
      expect(Object.fromEntries(reply.headers)).toMatchObject({
        'x-ratelimit-limit': '3',
        'x-ratelimit-remaining': '2',
        'access-control-allow-origin': 'https://shop.example',
      });
      const free = await callApi(sandbox, request, undefined, { key: 'free', headers });
      expect([...free.headers.keys()].filter((name) => /ratelimit|allow-origin/.test(name))).toEqual([]);
    }
  });

  it('leave no header where there is no limit', async () => {
    const free = await callApi(held({ accounts: { free: { rateLimit: null } } }), 'GET /account', undefined, {
      key: 'free',
    });
    expect(free.headers.has('x-ratelimit-limit')).toBe(false);
    const { headers, body } = await callApi(held({ account: { rateLimit: null } }), 'GET /account');
    expect(headers.has('x-ratelimit-limit')).toBe(false);
    expect(body).toMatchObject({ rate_limit: null });
  });
});

describe('browsers', () => {
  const page = 'http://localhost:5173';
  const options = { accounts: { shop: { corsOrigins: [page] } } };
  const preflight = (origin: string) => ({ headers: { origin, 'access-control-request-method': 'POST' } });

  it('are let in by a preflight when any account lists their page', async () => {
    const { status, headers, body } = await callApi(
      held(options),
      'OPTIONS /messages',
      undefined,
      preflight(page),
    );
    expect([status, body]).toEqual([204, undefined]);
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': page,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'x-api-key, content-type, idempotency-key',
      vary: 'Origin',
    });
  });

  it.each(['http://localhost:5174', 'http://LOCALHOST:5173', 'http://localhost:5173.evil.example', 'null'])(
    'are kept out from %s',
    async (origin) => {
      const reply = await callApi(held(options), 'OPTIONS /messages', undefined, preflight(origin));
      expect(reply.status).toBe(403);
      expect(reply.headers.has('access-control-allow-origin')).toBe(false);
    },
  );

  it('are let in to every path, so that a page can read what is wrong with it', async () => {
    const at = (path: string) => callApi(held(options), `OPTIONS ${path}`, undefined, preflight(page));
    const nowhere = await at('/nothing');
    expect(nowhere.status).toBe(204);
    expect(nowhere.headers.get('access-control-allow-methods')).toBe('DELETE, GET, POST, PUT');
    const foreign = preflight('http://localhost:5174');
    expect((await callApi(held(options), 'OPTIONS /nothing', undefined, foreign)).status).toBe(403);
  });

  it('read the reply only where the account of the key lists their page', async () => {
    const sandbox = held(options);
    const mine = await callApi(sandbox, 'GET /account', undefined, {
      key: 'shop',
      headers: { origin: page },
    });
    expect(mine.headers.get('access-control-allow-origin')).toBe(page);
    expect(mine.headers.get('access-control-expose-headers')).toContain('X-Request-Id');
    const other = await callApi(sandbox, 'GET /account', undefined, { headers: { origin: page } });
    expect(other.headers.has('access-control-allow-origin')).toBe(false);
    const refused = await callApi(sandbox, 'GET /messages/x', undefined, {
      key: 'shop',
      headers: { origin: page },
    });
    expect(refused.headers.get('access-control-allow-origin')).toBe(page);
  });

  it('are kept out by default', async () => {
    const reply = await callApi(held(), 'GET /account', undefined, { headers: { origin: page } });
    expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('webhooks', () => {
  const input = { name: 'Shop', url: 'http://127.0.0.1:9/hooks', events: ['message.delivered'] };

  it('are made with a secret that is shown once, changed, and deleted', async () => {
    const sandbox = held();
    const { body } = await callApi(sandbox, 'POST /webhooks', input);
    const { secret, ...made } = body as { secret: string; id: string };
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await callApi(sandbox, `GET /webhooks/${made.id}`)).body).toEqual({ ...made, active: true });
    await sandbox.clock.advance(1000);
    const changed = await callApi(sandbox, `PUT /webhooks/${made.id}`, {
      ...input,
      events: ['*'],
      active: false,
    });
    expect(changed.body).toMatchObject({
      id: made.id,
      events: ['*'],
      active: false,
      updated_at: '2026-11-22T12:00:01.000Z',
    });
    expect((await callApi(sandbox, `POST /webhooks/${made.id}/test`)).status).toBe(204);
    expect((await callApi(sandbox, `DELETE /webhooks/${made.id}`)).status).toBe(204);
    expect((await callApi(sandbox, `DELETE /webhooks/${made.id}`)).status).toBe(404);
  });

  it.each([
    'http://example.com/',
    'http://127.0.0.1.example.com/',
    'http://10.0.0.1/',
    'http://0.0.0.0/',
    'http://[::ffff:7f00:1]/',
    'http://localhost.example/',
  ])('may not name %s, unless the sandbox was told so', async (url) => {
    expect(complaintsOf(await callApi(held(), 'POST /webhooks', { ...input, url }))).toEqual([
      'url out_of_range',
    ]);
    expect((await callApi(held({ webhookTargets: 'any' }), 'POST /webhooks', { ...input, url })).status).toBe(
      200,
    );
  });

  it.each([
    'http://localhost:1/',
    'https://shop.localhost/',
    'http://[::1]:2/',
    'http://127.8.8.8/',
    'http://0x7f.1/',
  ])('may name %s', async (url) => {
    expect((await callApi(held(), 'POST /webhooks', { ...input, url })).status).toBe(200);
  });
});
