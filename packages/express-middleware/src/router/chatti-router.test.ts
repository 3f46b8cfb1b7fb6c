import { ConfigurationError } from '@chatti/core';
import { describe, expect, it, vi } from 'vitest';
import { expresses } from '../../test/expresses.ts';
import { routerApp, to } from '../../test/router-app.ts';
import { post, serve } from '../../test/serve.ts';
import { fail, KEY, upstream } from '../../test/upstream.ts';
import { chattiRouter } from './chatti-router.ts';
import type { RouterOptions } from './router-options.ts';

describe.each(expresses)('chattiRouter on $version', ({ express }) => {
  it('sends what a caller asks for, with the key of the server', async () => {
    const { url, seen } = await routerApp(express, { from: 'Acme' });
    const reply = await post(`${url}/messages`, { to: '447700900123', body: 'Hello' });
    expect(reply.status).toBe(200);
    expect(await reply.json()).toMatchObject({ id: 'msg_1', status: 'queued' });
    expect(seen[0]?.body).toMatchObject({ to, body: 'Hello', from: 'Acme' });
    expect(seen[0]?.headers.get('x-api-key')).toBe(KEY);
  });

  it('takes the body from a parser that ran before', async () => {
    const { client, seen } = upstream();
    const router = chattiRouter({ client, authorize: () => true, expose: ['messages.send'] });
    const url = await serve(express().use(express.json()).use('/api', router));
    expect((await post(`${url}/api/messages`, { to, body: 'Hello' })).status).toBe(200);
    expect(seen[0]?.body).toMatchObject({ to, body: 'Hello' });
  });

  it('answers 204 without a body where the row has none', async () => {
    const { url } = await routerApp(express, { expose: ['optOuts.delete'] });
    const reply = await fetch(`${url}/opt-outs/%2B447700900123`, { method: 'DELETE' });
    expect([reply.status, await reply.text()]).toEqual([204, '']);
  });

  describe('limits', () => {
    it('holds one caller back while another is served', async () => {
      vi.useFakeTimers({ toFake: ['Date'], now: 0 });
      const key = (request: { headers: Record<string, unknown> }) => String(request.headers['x-user']);
      const { url } = await routerApp(express, { limits: { key, requests: 3, windowMs: 60_000 } });
      const call = (user: string) => fetch(`${url}/messages`, { headers: { 'x-user': user } });
      const statuses: number[] = [];
      for (let count = 0; count < 4; count++) statuses.push((await call('ann')).status);
      const last = await call('ann');
      expect(statuses).toEqual([200, 200, 200, 429]);
      expect(last.headers.get('retry-after')).toBe('20');
      expect((await call('bob')).status).toBe(200);
      vi.setSystemTime(20_000);
      expect((await call('ann')).status).toBe(200);
      vi.useRealTimers();
    });

    it('counts by address where no key is given', async () => {
      const { url } = await routerApp(express, { limits: { requests: 1 } });
      expect((await fetch(`${url}/messages`)).status).toBe(200);
      expect((await fetch(`${url}/messages`, { headers: { 'x-forwarded-for': '10.1.1.1' } })).status).toBe(
        429,
      );
    });
  });

  describe('answers', () => {
    it('rewrites the URLs of a page to its own, without what the server added', async () => {
      const authorize: RouterOptions['authorize'] = (_request, call) =>
        call.name === 'messages.list' && { input: { ...call.input, reference: 'user-7' } };
      const { url, seen } = await routerApp(express, { authorize });
      const reply = await fetch(`${url}/messages?page=2&status=sent`);
      const page = (await reply.json()) as { next_page_url: string; prev_page_url: string };
      expect(page.next_page_url).toBe('/api/sms/messages?page=3&status=sent&per_page=1');
      expect(page.prev_page_url).toBe('/api/sms/messages?page=1&status=sent&per_page=1');
      expect(seen[0]?.url.searchParams.get('reference')).toBe('user-7');
      const next = await fetch(new URL(page.next_page_url, url));
      expect(await next.json()).toMatchObject({ current_page: 3 });
    });

    it.each([
      [401, 'unauthorised', 502],
      [403, 'insufficient_credit', 502],
      [400, 'recipient_opted_out', 400],
      [404, 'not_found', 502],
      [500, 'internal_error', 502],
      [504, 'timeout', 504],
    ])('turns an upstream %i %s into a problem of status %i', async (status, code, shown) => {
      const { url } = await routerApp(express, {}, () => fail(status, code));
      const reply = await post(`${url}/messages`, { to, body: 'x' });
      expect(reply.status).toBe(shown);
      expect(reply.headers.get('content-type')).toBe('application/problem+json');
      const text = await reply.text();
      expect(JSON.parse(text)).toMatchObject({ status: shown, type: 'about:blank' });
      expect(text).not.toMatch(/upstream says so|req_secret|canary/);
    });

    it('hands Retry-After of a 429 on', async () => {
      const { url } = await routerApp(express, {}, () => fail(429, 'rate_limited', { 'retry-after': '7' }));
      const reply = await post(`${url}/messages`, { to, body: 'x' });
      expect([reply.status, reply.headers.get('retry-after')]).toEqual([429, '7']);
    });

    it('says that the outcome is unknown where the connection broke', async () => {
      const { url } = await routerApp(express, {}, () => Promise.reject(new TypeError('fetch failed')));
      const reply = await post(`${url}/messages`, { to, body: 'x' });
      expect(await reply.json()).toMatchObject({ status: 502, outcome: 'unknown' });
    });
  });
});

describe('chattiRouter refuses to start', () => {
  const { client } = upstream();
  const good = { client, authorize: () => true, expose: ['messages.send'] } as const;
  it.each<[string, object]>([
    ['authorize', { ...good, authorize: undefined }],
    ['client', { ...good, client: undefined }],
    ['client', { ...good, client: { messages: {} } }],
    ['expose', { ...good, expose: [] }],
    ['expose', { ...good, expose: ['messages.steal'] }],
    ['expose', { ...good, expose: ['constructor.name'] }],
    ['expose', { ...good, expose: { 'messages.send': ['bdoy'] } }],
    ['expose', { ...good, expose: { 'messages.send': ['from'] } }],
    ['origins', { ...good, origins: ['*'] }],
    ['origins', { ...good, origins: ['null'] }],
    ['origins', { ...good, origins: ['https://app.example/'] }],
    ['limits.requests', { ...good, limits: { requests: 0 } }],
    ['limits.windowMs', { ...good, limits: { windowMs: Number.NaN } }],
    ['limits.maxBodyBytes', { ...good, limits: { maxBodyBytes: -1 } }],
  ])('with a wrong %s', (option, options) => {
    // What a program in JavaScript could hand in.
    const make = () => chattiRouter(options as RouterOptions);
    expect(make).toThrow(ConfigurationError);
    expect(make).toThrow(expect.objectContaining({ option }));
  });
});
