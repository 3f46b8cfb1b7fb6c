import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePorts, runPlayground } from '../playground/run-playground.ts';
import type { RunningPlayground } from '../playground/run-playground.ts';
import { readMessages } from '../playground/sandbox-reader.ts';

const policy =
  "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

let playground: RunningPlayground;

beforeAll(async () => {
  playground = await runPlayground(...freePorts);
});

afterAll(async () => {
  await playground?.stop();
});

interface Asked {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Asks with headers that fetch would not let through, such as another host. */
function ask(path: string, headers: Record<string, string>, body?: string): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const sent = request(`${playground.url}${path}`, { method, headers }, (reply) => {
      let text = '';
      reply.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
      reply.on('end', () => resolve({ status: reply.statusCode, headers: reply.headers, body: text }));
    });
    sent.on('error', reject).end(body);
  });
}

const message = JSON.stringify({ to: '+447700900123', from: 'Acme Shoes', body: 'Hello' });
const json = { 'content-type': 'application/json' };

describe('the page', () => {
  it('comes with the exact policy and is never kept without asking', async () => {
    const reply = await fetch(playground.url);
    expect(reply.headers.get('content-security-policy')).toBe(policy);
    expect(reply.headers.get('cache-control')).toBe('no-cache');
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    expect(reply.headers.get('x-powered-by')).toBeNull();
  });

  it('has scripts under 200 kB, compressed and kept for ever', async () => {
    const html = await (await fetch(playground.url)).text();
    const scripts = Array.from(
      html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g),
      ([, path]) => path ?? '',
    );
    const replies = await Promise.all(scripts.map((path) => ask(path, { 'accept-encoding': 'gzip' })));
    const bytes = replies.reduce((sum, { body }) => sum + body.length, 0);

    expect(scripts.length).toBeGreaterThan(0);
    for (const { headers } of replies) {
      expect(headers).toMatchObject({
        'content-encoding': 'gzip',
        'cache-control': 'public, max-age=31536000, immutable',
      });
    }
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(200_000);
  });

  it('is served at every room, and no other file is', async () => {
    const statusOf = async (path: string): Promise<number | undefined> => (await ask(path, {})).status;
    const page = (await ask('/', {})).body;
    for (const room of ['/inbox', '/inbox/msg.1?page=2', '/..%2fserver%2fmain.js', '/../../package.json']) {
      expect((await ask(room, {})).body).toBe(page);
    }
    expect(await statusOf('/assets/none.js')).toBe(404);
    expect(await statusOf('/api/none')).toBe(404);
  });
});

describe('the guard', () => {
  it('answers to the names of this computer only', async () => {
    const statusFor = async (host: string): Promise<number | undefined> =>
      (await ask('/api/info', { host })).status;
    for (const host of ['127.0.0.1', 'localhost:4000', '[::1]:4000']) expect(await statusFor(host)).toBe(200);
    for (const host of [
      'evil.example',
      '127.0.0.1.evil.example',
      'localhost.evil.example',
      'evil@localhost',
      '0.0.0.0',
    ]) {
      expect(await statusFor(host)).toBe(403);
    }
  });

  it('takes a message from its own page and from programs, and from no other page', async () => {
    const own = playground.url;
    const statusFrom = async (headers: Record<string, string>): Promise<number | undefined> =>
      (await ask('/api/send/core', { ...json, ...headers }, message)).status;

    expect(await statusFrom({})).toBe(200);
    expect(await statusFrom({ origin: own, 'sec-fetch-site': 'same-origin' })).toBe(200);
    const before = await readMessages(playground);
    for (const origin of [
      'http://evil.example',
      'null',
      own.replace('http', 'https'),
      `${own}.evil.example`,
      'http://127.0.0.1:1',
    ]) {
      expect(await statusFrom({ origin })).toBe(403);
    }
    expect(await statusFrom({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect((await readMessages(playground)).total).toBe(before.total);
  });

  it('takes JSON only, which no other page can send unasked', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
      const { status, body } = await ask('/api/send/express', { 'content-type': type }, message);
      expect(status).toBe(415);
      expect(JSON.parse(body)).toMatchObject({ outcome: 'not_sent', code: 'unsupported_content_type' });
    }
    expect(
      (await ask('/api/send/express', { 'content-type': 'application/json; charset=utf-8' }, message)).status,
    ).toBe(200);
  });

  it('says that nothing was sent where the JSON is broken', async () => {
    for (const road of ['core', 'nest', 'express']) {
      const { status, body } = await ask(`/api/send/${road}`, json, '{"to":');
      expect(status).toBe(400);
      expect(JSON.parse(body)).toMatchObject({ outcome: 'not_sent' });
    }
  });
});

describe('the command', () => {
  it('moves to free ports where its own are taken, and says so', async () => {
    const ports = [playground.url, playground.baseUrl].map((url) => new URL(url).port);
    const second = await runPlayground('--port', ports[0] ?? '', '--sandbox-port', ports[1] ?? '');
    await second.stop();

    for (const port of ports) expect(second.greeting).toContain(`Port ${port} is taken`);
    expect(second.url).not.toBe(playground.url);
    expect(second.baseUrl).not.toBe(playground.baseUrl);
  });

  it('prints calls that work when they are pasted', async () => {
    const [sending = [], listing = []] = Array.from(
      playground.greeting.matchAll(/^ *curl (.+)$/gm),
      ([, rest]) => words(rest ?? ''),
    );
    const before = await readMessages(playground);
    expect(await call(sending)).toMatchObject({ body: 'Hello from curl', direction: 'outbound' });
    // The reply to a list is a page.
    const listed = (await call(listing)) as typeof before;
    expect(listed.total).toBe((before.total ?? 0) + 1);
    expect(listed.data[0]?.body).toBe('Hello from curl');
  });

  it.runIf(process.platform !== 'win32')('ends with 0 when it is told to stop', async () => {
    const other = await runPlayground(...freePorts);
    // A connection that is kept alive must not keep it from ending.
    await (await fetch(`${other.url}/api/info`)).json();
    expect(await other.stop()).toBe(0);
  });
});

/** Splits a line as a shell does that meets no other quotes than double ones. */
function words(line: string): string[] {
  return Array.from(line.matchAll(/"((?:[^"\\$`]|\\["\\])*)"|(\S+)/g), ([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '') : quoted.replaceAll(/\\(["\\])/g, '$1'),
  );
}

/** Makes the call that curl would make of these arguments. */
async function call(args: readonly string[]): Promise<unknown> {
  const after = (flag: string): string[] =>
    args.flatMap((arg, index) => (arg === flag ? [args[index + 1] ?? ''] : []));
  const url = args.find((arg) => arg.startsWith('http')) ?? '';
  const headers = after('-H').map((header): [string, string] => {
    const [name = '', value = ''] = header.split(': ');
    return [name, value];
  });
  const [body] = after('-d');
  const reply = await fetch(url, {
    method: after('-X')[0] ?? 'GET',
    headers,
    ...(body === undefined ? {} : { body }),
  });
  return reply.json();
}
