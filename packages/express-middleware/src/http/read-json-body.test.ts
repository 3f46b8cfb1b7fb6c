import { describe, expect, it } from 'vitest';
import { expresses } from '../../test/expresses.ts';
import { routerApp, to } from '../../test/router-app.ts';
import { post, raw } from '../../test/serve.ts';
import { KEY } from '../../test/upstream.ts';

describe.each(expresses)('a request to chattiRouter on $version', ({ express }) => {
  it('passes no header of the caller on', async () => {
    const { url, seen } = await routerApp(express);
    const headers = {
      'x-api-key': 'stolen',
      'idempotency-key': 'of-someone-else',
      'x-forwarded-for': '10.0.0.1',
      connection: 'close, x-api-key',
      te: 'trailers',
      cookie: 'session=1',
      host: 'evil.example',
      'content-type': 'application/json',
    };
    await raw(url, {
      method: 'POST',
      path: '/api/sms/messages',
      headers,
      body: JSON.stringify({ to, body: 'x' }),
    });
    const sent = seen[0]?.headers ?? new Headers();
    expect(sent.get('x-api-key')).toBe(KEY);
    expect(
      [...sent.keys()].filter((name) =>
        ['x-forwarded-for', 'connection', 'te', 'cookie', 'host'].includes(name),
      ),
    ).toEqual([]);
    expect(sent.get('idempotency-key')).not.toBe('of-someone-else');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'text/plain; application/json', ''])(
    'refuses a POST of %j',
    async (type) => {
      const { url, seen } = await routerApp(express);
      const reply = await raw(url, {
        method: 'POST',
        path: '/api/sms/messages',
        headers: type === '' ? {} : { 'content-type': type },
        body: JSON.stringify({ to, body: 'x' }),
      });
      expect(reply.status).toBe(415);
      expect(seen).toEqual([]);
    },
  );

  it('refuses a body of 10 MB, whether it says its length or not', async () => {
    const { url, seen } = await routerApp(express);
    const body = JSON.stringify({ to, body: 'x'.repeat(10_000_000) });
    const type = { 'content-type': 'application/json' };
    const told = await raw(url, { method: 'POST', path: '/api/sms/messages', headers: type, body });
    const chunked = await raw(url, {
      method: 'POST',
      path: '/api/sms/messages',
      headers: { ...type, 'transfer-encoding': 'chunked' },
      body,
    });
    expect([told.status, chunked.status]).toEqual([413, 413]);
    expect(seen).toEqual([]);
  });

  it('refuses a compressed body', async () => {
    const { url } = await routerApp(express);
    expect((await post(`${url}/messages`, { to, body: 'x' }, { 'content-encoding': 'gzip' })).status).toBe(
      415,
    );
  });

  it.each(['{"to":', '[1]', '"text"', '\u0000', `{"to":${'['.repeat(40)}${']'.repeat(40)}}`])(
    'answers 400 for the body %j',
    async (body) => {
      const { url } = await routerApp(express);
      const reply = await raw(url, {
        method: 'POST',
        path: '/api/sms/messages',
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect(reply.status).toBe(400);
      expect(reply.headers['content-type']).toBe('application/problem+json');
    },
  );
});
