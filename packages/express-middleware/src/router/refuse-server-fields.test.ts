import { describe, expect, it } from 'vitest';
import { expresses } from '../../test/expresses.ts';
import { routerApp, to } from '../../test/router-app.ts';
import { post, raw } from '../../test/serve.ts';

describe.each(expresses)('the fields of chattiRouter on $version', ({ express }) => {
  it.each([
    ['from', { to, body: 'x', from: 'Bank' }],
    ['metadata', { to, body: 'x', metadata: { role: 'admin' } }],
    ['isAdmin', { to, body: 'x', isAdmin: true }],
  ])('refuses %s from the caller', async (field, body) => {
    const { url, seen } = await routerApp(express, { from: 'Acme' });
    const reply = await post(`${url}/messages`, body);
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({
      errors: [{ field, code: 'unknown_field' }],
      outcome: 'not_sent',
    });
    expect(seen).toEqual([]);
  });

  it('refuses the sender inside a message of a batch', async () => {
    const { url, seen } = await routerApp(express, { expose: ['messages.sendBatch'] });
    const reply = await post(`${url}/messages/batch`, {
      body: 'x',
      messages: [{ to }, { to, from: 'Bank' }],
    });
    expect(await reply.json()).toMatchObject({ status: 400, errors: [{ field: 'messages[1].from' }] });
    expect(seen).toEqual([]);
  });

  it('does not take a prototype for fields', async () => {
    const { url, seen } = await routerApp(express);
    const body = `{"to":"${to}","body":"x","__proto__":{"from":"Bank","metadata":{"a":"b"}}}`;
    const reply = await raw(url, {
      method: 'POST',
      path: '/api/sms/messages',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(reply.status === 400 || !JSON.stringify(seen).includes('Bank')).toBe(true);
    expect(JSON.stringify(seen)).not.toContain('Bank');
  });

  it('lets only the fields pass that expose names', async () => {
    const { url } = await routerApp(express, { expose: { 'messages.send': ['to', 'body'] } });
    expect((await post(`${url}/messages`, { to, body: 'x' })).status).toBe(200);
    const reply = await post(`${url}/messages`, { to, body: 'x', scheduled_at: 'tomorrow' });
    expect(await reply.json()).toMatchObject({ status: 400, errors: [{ field: 'scheduled_at' }] });
  });

  it('lets a list be filtered by sender', async () => {
    const { url, seen } = await routerApp(express);
    expect((await fetch(`${url}/messages?from=Acme`)).status).toBe(200);
    expect(seen[0]?.url.searchParams.get('from')).toBe('Acme');
  });
});
