import { describe, expect, it } from 'vitest';
import { expresses } from '../../test/expresses.ts';
import { routerApp, to } from '../../test/router-app.ts';
import { post, raw } from '../../test/serve.ts';

describe.each(expresses)('the rows of chattiRouter on $version', ({ express }) => {
  it('answers 404 for a row that is not exposed', async () => {
    const { url, seen } = await routerApp(express, { expose: ['messages.list'] });
    const reply = await fetch(`${url}/account`);
    expect(reply.status).toBe(404);
    expect(reply.headers.has('allow')).toBe(false);
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
    expect(seen).toEqual([]);
  });

  it('answers 405 with Allow for a method that is not exposed', async () => {
    const { url } = await routerApp(express, { expose: ['messages.list'] });
    const reply = await post(`${url}/messages`, { to, body: 'Hello' });
    expect(reply.status).toBe(405);
    expect(reply.headers.get('allow')).toBe('GET');
  });

  it.each([
    '/api/sms/messages/../account',
    '/api/sms/../../v1/admin',
    '/api/sms/messages/%2e%2e',
    '/api/sms/messages/..%00',
    '/api/sms/messages/%zz',
  ])('leads nowhere by the path %s', async (path) => {
    const { url, seen } = await routerApp(express);
    const reply = await raw(url, { path });
    expect(
      reply.status === 404 || seen.every((request) => request.url.pathname.startsWith('/v1/messages/')),
    ).toBe(true);
    expect(seen.filter((request) => request.url.pathname.split('/').length !== 4)).toEqual([]);
  });

  it('keeps a hostile id one segment of the path', async () => {
    const { url, seen } = await routerApp(express);
    await raw(url, { path: '/api/sms/messages/..%2f..%2faccount%3fa=b' });
    expect(seen.map((request) => request.url.href)).toEqual([
      'https://upstream.example/v1/messages/..%2F..%2Faccount%3Fa%3Db',
    ]);
  });
});
