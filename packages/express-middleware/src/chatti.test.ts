import { inspect } from 'node:util';
import { ConfigurationError } from '@chatti/core';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Chatti } from '@chatti/core';
import { expresses } from '../test/expresses.ts';
import { serve } from '../test/serve.ts';
import { KEY, upstream } from '../test/upstream.ts';
import { chatti, getChatti } from './chatti.ts';

describe.each(expresses)('chatti on $version', ({ express }) => {
  it('puts one client for the process on every request', async () => {
    const clients = new Set<Chatti>();
    const app = express().use(chatti({ apiKey: KEY, baseUrl: 'https://upstream.example/v1' }));
    app.get('/', (request, response) => {
      clients.add(getChatti(request));
      response.end();
    });
    const url = await serve(app);
    await fetch(url);
    await fetch(url);
    expect(clients.size).toBe(1);
  });

  it('takes a client that the app has, and calls with it', async () => {
    const { client, seen } = upstream();
    const app = express().use(chatti(client));
    app.get('/', async (request, response) => {
      response.json(await getChatti(request).messages.get({ id: 'msg_1' }));
    });
    expect(await (await fetch(await serve(app))).json()).toMatchObject({ id: 'msg_1' });
    expect(seen).toHaveLength(1);
  });

  it('keeps client and key out of a dump of the request', async () => {
    let dump = '';
    const app = express().use(chatti({ apiKey: KEY, baseUrl: 'https://upstream.example/v1' }));
    app.get('/', (request, response) => {
      dump = inspect(request, { depth: 8, showHidden: true });
      response.end();
    });
    await fetch(await serve(app));
    expect(dump).not.toBe('');
    expect(dump).not.toContain(KEY);
  });
});

it('refuses wrong options at once, names them, and does not repeat the key', () => {
  expect(() => chatti({ apiKey: KEY, baseUrl: 'http://api.example/v1' })).toThrow(
    expect.objectContaining({ option: 'baseUrl' }),
  );
  expect(() => chatti({ apiKey: `${KEY}\n`, baseUrl: 'https://api.example/v1' })).toThrow(
    expect.objectContaining({ option: 'apiKey' }),
  );
  expect(() => chatti({ apiKey: `${KEY}\n`, baseUrl: 'https://api.example/v1' })).not.toThrow(KEY);
});

it('says how to mend a route without a client', () => {
  expect(() => getChatti({})).toThrow(ConfigurationError);
  expect(() => getChatti({})).toThrow(/app\.use\(chatti\(options\)\)/);
});

it('is typed', () => {
  expectTypeOf(getChatti).returns.toEqualTypeOf<Chatti>();
});
