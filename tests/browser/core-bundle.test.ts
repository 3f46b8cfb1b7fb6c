import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleCore } from '../client/bundle.ts';
import { hasBrowser, startChromium } from './chromium.ts';

/** One request that reached the API, preflights left out. */
interface Arrival {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingMessage['headers'];
}

const arrivals: Arrival[] = [];
let answer: (response: ServerResponse) => void;
let server: Server;
let origin: string;
let browser: Browser;
let page: Page;

/** The API on another origin than the page, with exactly the headers allowed that the contract allows. */
function serve(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-headers', 'x-api-key, content-type, idempotency-key');
  response.setHeader('access-control-expose-headers', 'X-Request-Id, Retry-After');
  response.setHeader('access-control-allow-methods', 'GET, POST, PUT, DELETE');
  if (request.method === 'OPTIONS') return void response.writeHead(204).end();
  if (request.url === '/page')
    return void response.setHeader('content-type', 'text/html').end('<!doctype html><title>page</title>');
  // A browser asks for an icon by itself.
  if (!request.url?.startsWith('/v1/')) return void response.writeHead(404).end();
  arrivals.push({ method: request.method, path: request.url, headers: request.headers });
  request.resume().on('end', () => answer(response));
}

function says(status: number, body: unknown, headers: Record<string, string> = {}): typeof answer {
  return (response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body));
}

/** Runs a program in the page; `baseUrl` is the API's. */
function run(program: string): Promise<unknown> {
  return page.evaluate(`(async (baseUrl) => { ${program} })(${JSON.stringify(`${origin}/v1`)})`);
}

const make = `const chatti = core.createChatti({ apiKey: 'key', baseUrl, dangerouslyAllowBrowser: true });`;
const send = `chatti.messages.send({ to: '+447700900123', from: 'Acme', body: 'hi' })`;
const told = `.then(() => 'sent', (error) => [error.name, error.outcome, error.attempts.length].join(' '))`;

describe.runIf(hasBrowser)('the bundle in Chromium', () => {
  beforeAll(async () => {
    server = createServer(serve).listen(0, '127.0.0.1');
    await once(server, 'listening');
    // A server on TCP has an address of this kind.
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await startChromium();
    page = await browser.newPage();
    // The page is of another origin than the API.
    await page.goto(`${origin.replace('127.0.0.1', 'localhost')}/page`);
    await page.addScriptTag({ content: await bundleCore() });
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });
  beforeEach(() => void (arrivals.length = 0));

  it('refuses to be made unless told', async () => {
    const program = `try { core.createChatti({ apiKey: 'key', baseUrl }); } catch (error) { return error.option; }`;
    expect(await run(program)).toBe('dangerouslyAllowBrowser');
  });

  it('sends across origins with the headers that the contract allows', async () => {
    answer = says(200, { id: 'm_1', status: 'queued' });
    expect(await run(`${make} return (await ${send}).id;`)).toBe('m_1');
    expect(arrivals).toMatchObject([
      {
        method: 'POST',
        path: '/v1/messages',
        headers: { 'x-api-key': 'key', 'content-type': 'application/json' },
      },
    ]);
  });

  it('walks over a list', async () => {
    answer = says(200, {
      total: 1,
      item_count: 1,
      current_page: 1,
      per_page: 50,
      first_item: 1,
      last_item: 1,
      prev_page_url: null,
      next_page_url: null,
      data: [{ id: 'm_1' }],
    });
    expect(
      await run(
        `${make} const ids = []; for await (const { id } of chatti.messages.listAll()) ids.push(id); return ids;`,
      ),
    ).toEqual(['m_1']);
  });

  it('does not follow a redirect, whose status the browser hides', async () => {
    answer = says(307, {}, { location: `${origin}/v1/elsewhere` });
    expect(await run(`${make} return ${send}${told};`)).toBe('ApiError unknown 1');
    expect(arrivals.map(({ path }) => path)).toEqual(['/v1/messages']);
  });

  it('tells a broken connection as unknown and sends once', async () => {
    answer = (response) => void response.destroy();
    expect(await run(`${make} return ${send}${told};`)).toBe('NetworkError unknown 1');
    expect(arrivals.filter(({ method }) => method === 'POST').length).toBeGreaterThan(0);
  });

  it('tells a refusal with the server’s code', async () => {
    answer = says(400, { code: 'recipient_opted_out', message: 'No.' }, { 'x-request-id': 'req_1' });
    const program = `${make} try { await ${send}; } catch (error) { return [error.code, error.requestId, error.outcome]; }`;
    expect(await run(program)).toEqual(['recipient_opted_out', 'req_1', 'rejected']);
  });
});
