import type { Request } from 'express';
import { describe, expect, it, vi } from 'vitest';
import { expresses } from '../../test/expresses.ts';
import { routerApp, to } from '../../test/router-app.ts';
import { post, serve } from '../../test/serve.ts';
import { upstream } from '../../test/upstream.ts';
import { chattiRouter } from './chatti-router.ts';
import type { RouterOptions } from './router-options.ts';

describe.each(expresses)('authorize of chattiRouter on $version', ({ express }) => {
  it('answers 403 where it says no, or nothing', async () => {
    // A handler in JavaScript may forget to return.
    const nothing = (() => undefined) as unknown as RouterOptions['authorize'];
    for (const authorize of [() => false, async () => false, nothing]) {
      const { url, seen } = await routerApp(express, { authorize });
      expect((await post(`${url}/messages`, { to, body: 'x' })).status).toBe(403);
      expect(seen).toEqual([]);
    }
  });

  it('is told the row and the checked input', async () => {
    const authorize = vi.fn<RouterOptions['authorize']>(() => true);
    const { url } = await routerApp(express, { authorize });
    await fetch(`${url}/messages?page=2&to=447700900123`);
    expect(authorize.mock.calls[0]?.[1]).toEqual({ name: 'messages.list', input: { page: 2, to } });
  });

  it('may rewrite the call, sender and metadata too', async () => {
    const authorize: RouterOptions['authorize'] = (_request, call) =>
      call.name === 'messages.send' && { input: { ...call.input, from: 'Shop', metadata: { user: '7' } } };
    const { url, seen } = await routerApp(express, { authorize, from: 'Acme' });
    expect((await post(`${url}/messages`, { to, body: 'x' })).status).toBe(200);
    expect(seen[0]?.body).toMatchObject({ from: 'Shop', metadata: { user: '7' } });
  });

  it('runs after the input has been checked', async () => {
    const authorize = vi.fn<RouterOptions['authorize']>(() => true);
    const { url } = await routerApp(express, { authorize });
    expect((await post(`${url}/messages`, { to: 'nobody', body: 'x' })).status).toBe(400);
    expect(authorize).not.toHaveBeenCalled();
  });

  it('answers 500 and tells onError where it rejects', async () => {
    const fault = new Error('database password is hunter2');
    const onError = vi.fn<(error: unknown) => void>();
    const { url } = await routerApp(express, { authorize: () => Promise.reject(fault), onError });
    const reply = await post(`${url}/messages`, { to, body: 'x' });
    expect(reply.status).toBe(500);
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
    expect(await reply.text()).not.toContain('hunter2');
    expect(onError.mock.calls[0]?.[0]).toBe(fault);
  });

  it('answers the 4xx status of an error that it throws', async () => {
    const onError = vi.fn<(error: unknown) => void>();
    const authorize = () => Promise.reject(Object.assign(new Error('who?'), { status: 401 }));
    const { url } = await routerApp(express, { authorize, onError });
    expect((await post(`${url}/messages`, { to, body: 'x' })).status).toBe(401);
    expect(onError).not.toHaveBeenCalled();
  });

  it('may be typed with the request of Express itself', async () => {
    const { client } = upstream();
    const authorize = (request: Request): boolean => request.get('x-user') === 'ann';
    const url = await serve(express().use(chattiRouter({ client, authorize, expose: ['account.get'] })));
    expect((await fetch(`${url}/account`)).status).toBe(403);
    expect((await fetch(`${url}/account`, { headers: { 'x-user': 'ann' } })).status).toBe(200);
  });

  it('may be a method of an object of the app', async () => {
    class Guard {
      readonly #users = new Set(['ann']);
      authorize(request: Request): boolean {
        return this.#users.has(request.get('x-user') ?? '');
      }
    }
    const options = Object.assign(new Guard(), {
      client: upstream().client,
      expose: ['account.get'] as const,
    });
    const url = await serve(express().use(chattiRouter(options)));
    expect((await fetch(`${url}/account`)).status).toBe(403);
    expect((await fetch(`${url}/account`, { headers: { 'x-user': 'ann' } })).status).toBe(200);
  });
});
