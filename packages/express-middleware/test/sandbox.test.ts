import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createChatti } from '@chatti/core';
import { chattiV1 } from '@chatti/core/contract';
import { createSandbox, type Sandbox } from '@chatti/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  chatti,
  chattiErrors,
  chattiHealth,
  chattiRouter,
  getChatti,
  getMessage,
  listMessages,
  optOutLink,
  optOutPage,
  previewMessage,
  sendMessage,
  validate,
} from '../src/index.ts';
import { mediaUpload } from '../src/upload/index.ts';
import { expresses } from './expresses.ts';
import { post, serve } from './serve.ts';

const to = '+447700900123';

/** A sandbox in this process, and a client of it. */
function sandboxed() {
  const sandbox = createSandbox({ clock: 'manual', account: { defaultSender: 'Acme' } });
  onTestFinished(() => sandbox.close());
  return { sandbox, client: clientOf(sandbox) };
}

function clientOf({ fetch, baseUrl, apiKey }: Sandbox) {
  return createChatti({ fetch, baseUrl, apiKey, retryLimit: 0 });
}

async function idOf(reply: Response): Promise<string> {
  expect(reply.status).toBe(200);
  const { id } = (await reply.json()) as { id: string };
  return id;
}

describe.each(expresses)('with a sandbox behind it, $version', ({ express }) => {
  it('sends by the client on the request, and rings one phone once', async () => {
    const { sandbox, client } = sandboxed();
    const app = express().use(chatti(client));
    app.post('/', async (request, response) => {
      response.json(await getChatti(request).messages.send({ to, body: 'Hello' }));
    });
    const id = await idOf(await post(await serve(app), {}));
    expect((await client.messages.get({ id })).body).toBe('Hello');
    expect((await client.messages.list({})).total).toBe(1);
    expect(sandbox.apiKey).toBeDefined();
  });

  it('sends, reads, lists and previews through the router, page by page', async () => {
    const { client } = sandboxed();
    const expose = ['messages.send', 'messages.get', 'messages.list', 'messages.preview'] as const;
    const url = `${await serve(express().use('/api', chattiRouter({ client, authorize: () => true, expose, from: 'Shop' })))}/api`;
    const first = await idOf(await post(`${url}/messages`, { to, body: 'One' }));
    await idOf(await post(`${url}/messages`, { to, body: 'Two' }));
    expect(await (await fetch(`${url}/messages/${first}`)).json()).toMatchObject({
      body: 'One',
      from: 'Shop',
    });
    expect(await (await post(`${url}/messages/preview`, { to, body: 'One' })).json()).toMatchObject({
      segments: 1,
    });
    const page = (await (await fetch(`${url}/messages?per_page=1&after=2020-01-01`)).json()) as Record<
      string,
      string
    >;
    expect(page).toMatchObject({ total: 2, item_count: 1, prev_page_url: null });
    expect(page['next_page_url']).toMatch(
      /^\/api\/messages\?per_page=1&after=2020-01-01T00%3A00%3A00\S*&page=2$/,
    );
    const next = await fetch(new URL(page['next_page_url'] ?? '', url));
    expect(await next.json()).toMatchObject({ data: [{ id: first }], next_page_url: null });
  });

  it('answers what Chatti refuses with the fields at fault and nothing of its reply', async () => {
    const { client } = sandboxed();
    await client.optOuts.create({ number: to });
    const router = chattiRouter({ client, authorize: () => true, expose: ['messages.send'] });
    const url = await serve(express().use(router));
    const reply = await post(`${url}/messages`, { to, body: 'x' });
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
    expect(await reply.json()).toMatchObject({
      status: 400,
      code: 'recipient_opted_out',
      outcome: 'rejected',
    });
  });

  it('serves another caller while ten thousand requests of one meet 429', async () => {
    const { client } = sandboxed();
    const key = (request: { headers: Record<string, unknown> }) => String(request.headers['x-user']);
    const limits = { key, requests: 5, windowMs: 3_600_000 };
    const url = await serve(
      express().use(chattiRouter({ client, authorize: () => true, expose: ['messages.list'], limits })),
    );
    const statuses = await flood(url, 10_000);
    expect(statuses.filter((status) => status === '200')).toHaveLength(5);
    expect(statuses.filter((status) => status === '429')).toHaveLength(9_995);
    expect((await fetch(`${url}/messages`, { headers: { 'x-user': 'bob' } })).status).toBe(200);
  });

  it('has routes of single calls that work together', async () => {
    const { client } = sandboxed();
    const checked = validate(chattiV1.messages.send);
    const app = express().use(chatti(client));
    app.post(
      '/orders/:order',
      sendMessage((request) => ({ to, body: 'Ready', reference: String(request.params?.['order']) })),
    );
    app.get(
      '/orders/:order/messages',
      listMessages((request) => ({ reference: String(request.params?.['order']) })),
    );
    app.get(
      '/messages/:id',
      getMessage((request) => ({ id: String(request.params?.['id']) })),
    );
    app.post('/preview', previewMessage());
    app.post('/checked', checked, (request, response, next) => {
      getChatti(request)
        .messages.send(checked.of(request))
        .then((sent) => response.json(sent), next);
    });
    app.use(chattiErrors());
    const url = await serve(app);
    const id = await idOf(await post(`${url}/orders/7`, {}));
    await idOf(await post(`${url}/checked`, { to: '44 7700 900456', body: 'By hand' }));
    expect(await (await fetch(`${url}/orders/7/messages`)).json()).toMatchObject({
      total: 1,
      data: [{ id, reference: '7' }],
    });
    expect(await (await fetch(`${url}/messages/${id}`)).json()).toMatchObject({ id, to });
    expect(await (await post(`${url}/preview`, { body: '[]' })).json()).toMatchObject({ encoding: 'GSM-7' });
    expect(await (await post(`${url}/checked`, { to: 'me' })).json()).toMatchObject({ status: 400 });
  });

  it('opts a number out by a signed link, and only by POST', async () => {
    const { client } = sandboxed();
    const secret = '0123456789abcdef0123456789abcdef';
    const url = await serve(express().use('/stop', optOutPage({ client, secret })));
    const link = await optOutLink({ number: to, secret, baseUrl: `${url}/stop` });
    await fetch(link);
    expect((await client.optOuts.list({})).total).toBe(0);
    for (let count = 0; count < 2; count++) expect((await fetch(link, { method: 'POST' })).status).toBe(200);
    expect((await client.optOuts.list({})).data.map(({ number }) => number)).toEqual([to]);
  });

  it('sends an uploaded picture as MMS', async () => {
    const { client } = sandboxed();
    const upload = mediaUpload({ maxBytes: 10_000 });
    const app = express();
    app.post(
      '/',
      upload,
      sendMessage((request) => ({ to, media: upload.of(request).media }), { client }),
    );
    const form = new FormData();
    form.append(
      'file',
      new Blob([readFileSync(new URL('../vectors/media/sample.png', import.meta.url))]),
      'sample.png',
    );
    const reply = await fetch(await serve(app), { method: 'POST', body: form });
    expect(await reply.json()).toMatchObject({
      type: 'mms',
      media: [{ filename: 'sample.png', content_type: 'image/png', size: 101 }],
    });
  });

  it('is healthy while the sandbox runs and not after', async () => {
    const { sandbox, client } = sandboxed();
    const url = await serve(express().get('/', chattiHealth({ client, cacheMs: 0 })));
    expect((await fetch(url)).status).toBe(200);
    await sandbox.close();
    expect((await fetch(url)).status).toBe(503);
  });
});

/** The statuses of many requests of one caller, sent down one connection without waiting. */
function flood(url: string, count: number): Promise<string[]> {
  const { hostname, port } = new URL(url);
  const request = 'GET /messages HTTP/1.1\r\nHost: x\r\nX-User: ann\r\n';
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => (text += part));
    socket.on('error', reject);
    socket.on('close', () =>
      resolve(Array.from(text.matchAll(/HTTP\/1\.1 (\d+)/g), ([, status]) => status ?? '')),
    );
    socket.write(`${request}\r\n`.repeat(count - 1));
    socket.write(`${request}Connection: close\r\n\r\n`);
  });
}
