import { afterEach, describe, expect, it, vi } from 'vitest';
import { expresses } from '../test/expresses.ts';
import { serve } from '../test/serve.ts';
import { fail, KEY, upstream } from '../test/upstream.ts';
import { chattiHealth } from './chatti-health.ts';
import { chatti } from './chatti.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe.each(expresses)('chattiHealth on $version', ({ express }) => {
  it('is up where the account can be read, and sends nothing', async () => {
    const { client, seen } = upstream();
    const url = await serve(express().get('/', chattiHealth({ client })));
    const reply = await fetch(url);
    expect([reply.status, await reply.json()]).toMatchObject([200, { status: 'up' }]);
    expect(seen.map((request) => [request.method, request.url.pathname])).toEqual([['GET', '/v1/account']]);
  });

  it('is down where the key is wrong or nothing answers, and says no more than the kind of error', async () => {
    const refusing = upstream(() => fail(401, 'unauthorised'));
    const broken = upstream(() => Promise.reject(new TypeError(`fetch failed for ${KEY}`)));
    for (const [{ client }, reason] of [
      [refusing, 'ApiError'],
      [broken, 'NetworkError'],
    ] as const) {
      const reply = await fetch(await serve(express().get('/', chattiHealth({ client }))));
      const text = await reply.text();
      expect(reply.status).toBe(503);
      expect(JSON.parse(text)).toMatchObject({ status: 'down', reason });
      expect(text).not.toMatch(/canary|upstream/);
    }
  });

  it('asks again only when its answer is too old', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 0 });
    const { client, seen } = upstream();
    const url = await serve(express().get('/', chattiHealth({ client, cacheMs: 1_000 })));
    await Promise.all([fetch(url), fetch(url)]);
    vi.setSystemTime(999);
    await fetch(url);
    expect(seen).toHaveLength(1);
    vi.setSystemTime(1_000);
    await fetch(url);
    expect(seen).toHaveLength(2);
  });

  it('uses the client on the request', async () => {
    const { client, seen } = upstream();
    const url = await serve(express().use(chatti(client)).get('/', chattiHealth()));
    expect((await fetch(url)).status).toBe(200);
    expect(seen).toHaveLength(1);
  });
});
