import { createChatti } from '@chatti/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callApi, codeOf, type ApiReply, sendMessage, type Unusual } from '../../test/api.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';
import type { RequestLine } from '../http/exchange.ts';

let sandbox: Sandbox;
let lines: RequestLine[];
beforeEach(() => {
  lines = [];
  sandbox = createSandbox({
    clock: 'manual',
    record: true,
    deliver: () => new Response(null, { status: 204 }),
    account: { rateLimit: { limit: 50, periodS: 60 }, corsOrigins: ['https://shop.example'] },
    onRequest: (line) => lines.push(line),
  });
});
afterEach(() => sandbox.close());

/** Asks as one who only looks. */
const look = (request: string, body?: unknown, unusual?: Unusual): Promise<ApiReply> =>
  callApi(sandbox, request.replace(' ', ' /../sandbox/v1'), body, unusual);

/** A reply without what differs between one request and the next. */
const told = ({ status, body }: ApiReply) => ({
  status,
  text: JSON.stringify(body)
    .replaceAll('/sandbox/v1/', '/v1/')
    .replace(/"request_id":"[^"]*"/, ''),
});

/** Some of everything; gives paths of API V1 that read it, rightly and wrongly. */
async function populate(): Promise<string[]> {
  const sent = await sendMessage(sandbox, { reference: 'order-1' });
  for (let i = 0; i < 7; i++) await sendMessage(sandbox, { to: `+44770090012${i}` });
  await sandbox.reply({ from: '+447700900123', to: '+447700900999', body: 'STOP' });
  await callApi(sandbox, 'POST /webhooks', { name: 'Shop', url: 'http://localhost/', events: ['*'] });
  return [
    '/messages',
    '/messages?per_page=3&page=2&direction=outbound&after=yesterday',
    '/messages?per_page=0',
    '/messages?colour=red',
    '/messages?reference=order-1',
    `/messages/${sent.id}`,
    '/messages/msg_0',
    '/opt-outs',
    '/opt-outs/%2B447700900123',
    '/opt-outs/%2B447700900777',
    '/senders',
    '/account',
    '/webhooks?per_page=1',
    '/webhooks/whk_0',
    '/nowhere',
  ];
}

describe('who only looks', () => {
  it('is answered as the API answers', async () => {
    for (const path of await populate())
      expect([path, told(await look(`GET ${path}`))]).toEqual([
        path,
        told(await callApi(sandbox, `GET ${path}`)),
      ]);
  });

  it('leaves no trace', async () => {
    const paths = await populate();
    sandbox.faults.next('503');
    const everything = () =>
      JSON.stringify([
        sandbox.snapshot(),
        sandbox.recording(),
        sandbox.journal.list(),
        sandbox.faults.list(),
        lines,
      ]);
    const before = everything();
    for (const path of paths) await look(`GET ${path}`);
    for (const path of paths) await look(`GET ${path}`, undefined, { key: 'somebody-new' });
    for (let i = 0; i < 100; i++) await look('GET /account');
    expect(everything()).toBe(before);
    expect((await callApi(sandbox, 'GET /account')).status).toBe(503);
    const { headers } = await callApi(sandbox, 'GET /account');
    expect(headers.get('x-ratelimit-remaining')).toBe(String(50 - lines.length + 1));
  });

  it('sees an account that nobody has used as its first request will find it', async () => {
    await using seeded = createSandbox({ clock: 'manual', seed: 'looks' });
    for (const each of [sandbox, seeded]) {
      const unusual = { key: 'somebody-new' };
      const before = await callApi(each, 'GET /../sandbox/v1/account', undefined, unusual);
      expect(before.body).toMatchObject({ balance: '1000000.0000' });
      expect((await callApi(each, 'GET /account', undefined, unusual)).body).toEqual(before.body);
    }
  });

  it('is taken for the ready-made account without a key', async () => {
    await populate();
    const response = await sandbox.fetch(sandbox.baseUrl.replace('/v1', '/sandbox/v1/messages'));
    expect(await response.json()).toMatchObject({ total: 9 });
    expect(codeOf(await look('GET /messages', undefined, { key: 'invalid-1' }))).toBe('unauthorised');
  });

  it('can have a message previewed, and send none', async () => {
    const preview = await look('POST /messages/preview', { to: '+447700900123', from: 'Acme', body: 'Hi' });
    expect(preview.body).toMatchObject({ segments: 1, errors: [] });
    const sent = await look('POST /messages', { to: '+447700900123', from: 'Acme', body: 'Hi' });
    expect([sent.status, sent.headers.get('allow')]).toEqual([405, 'GET']);
    expect((await callApi(sandbox, 'GET /messages')).body).toMatchObject({ total: 0 });
  });

  it('goes from page to page without a trace too', async () => {
    await populate();
    const journal = sandbox.journal.list();
    const onlooker = createChatti({
      fetch: sandbox.fetch,
      baseUrl: sandbox.baseUrl.replace('/v1', '/sandbox/v1'),
      apiKey: sandbox.apiKey,
    });
    const page = await onlooker.messages.list({ per_page: 4 });
    expect(page.next_page_url).toBe('http://localhost/sandbox/v1/messages?per_page=4&page=2');
    const seen: string[] = [];
    for await (const { id } of onlooker.messages.listAll({ per_page: 4 })) seen.push(id);
    expect(new Set(seen).size).toBe(9);
    expect(sandbox.journal.list()).toEqual(journal);
  });
});
