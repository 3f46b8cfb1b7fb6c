import { describe, expect, it } from 'vitest';
import { expresses } from '../../test/expresses.ts';
import { routerApp, to } from '../../test/router-app.ts';
import { raw } from '../../test/serve.ts';

describe.each(expresses)('the origins of chattiRouter on $version', ({ express }) => {
  const message = JSON.stringify({ to, body: 'x' });
  async function from(url: string, headers: Record<string, string>) {
    const reply = await raw(url, {
      method: 'POST',
      path: '/api/sms/messages',
      headers: { 'content-type': 'application/json', ...headers },
      body: message,
    });
    return reply;
  }

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['null', { origin: 'null' }],
    ['null that claims to be the same', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
    ['a listed origin with another port', { origin: 'https://app.example:8443' }],
    ['a listed origin in plain http', { origin: 'http://app.example' }],
    ['a name that ends as a listed one', { origin: 'https://evil-app.example' }],
    ['another site without an Origin', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses %s', async (_who, headers) => {
    const { url, seen } = await routerApp(express, { origins: ['https://app.example'] });
    const reply = await from(url, headers);
    expect(reply.status).toBe(403);
    expect(reply.headers['access-control-allow-origin']).toBeUndefined();
    expect(seen).toEqual([]);
  });

  it('lets a listed origin pass, and read the answer', async () => {
    const { url } = await routerApp(express, { origins: ['https://app.example'] });
    const reply = await from(url, { origin: 'https://app.example', 'sec-fetch-site': 'cross-site' });
    expect(reply.status).toBe(200);
    expect(reply.headers['access-control-allow-origin']).toBe('https://app.example');
    expect(reply.headers['vary']).toContain('Origin');
  });

  it('lets a listed origin read a refusal as well', async () => {
    const { url } = await routerApp(express, { origins: ['https://app.example'], authorize: () => false });
    const reply = await from(url, { origin: 'https://app.example' });
    expect([reply.status, reply.headers['access-control-allow-origin']]).toEqual([
      403,
      'https://app.example',
    ]);
  });

  it("lets the app's own pages pass", async () => {
    const { url } = await routerApp(express);
    expect((await from(url, { origin: new URL(url).origin })).status).toBe(200);
    // Behind a proxy that ends TLS the scheme differs, and only the browser knows.
    expect(
      (await from(url, { origin: 'https://shop.example', 'sec-fetch-site': 'same-origin' })).status,
    ).toBe(200);
  });

  it('answers the preflight of a listed origin only', async () => {
    const { url, seen } = await routerApp(express, { origins: ['https://app.example'] });
    const preflight = (origin: string) =>
      raw(url, {
        method: 'OPTIONS',
        path: '/api/sms/messages',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      });
    const listed = await preflight('https://app.example');
    expect(listed.status).toBe(204);
    expect(listed.headers['access-control-allow-methods']).toBe('POST, GET');
    expect((await preflight('https://evil.example')).status).toBe(403);
    expect(seen).toEqual([]);
  });
});
