import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ordinary } from '../../test/api.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';
import type { Listening } from './listen.ts';

let sandbox: Sandbox;
let listening: Listening;
beforeEach(async () => {
  sandbox = createSandbox({ clock: 'manual' });
  listening = await sandbox.listen({ port: 0, allowHosts: ['sandbox.test'] });
});
afterEach(() => sandbox.close());

/** A plain HTTP request, which may name any host. */
async function get(address: string, host: string): Promise<{ status: number; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  const options = {
    host: address,
    port: listening.port,
    path: '/v1/account',
    headers: { host, 'x-api-key': 'k' },
  };
  request(options, (response) => {
    text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
  })
    .on('error', reject)
    .end();
  return promise;
}

/** What comes back for raw bytes. */
async function raw(bytes: string): Promise<string> {
  const socket = connect(listening.port, '127.0.0.1');
  socket.end(bytes);
  return text(socket);
}

it('listens on this machine alone, by both of its addresses', async () => {
  expect((await get('127.0.0.1', 'localhost')).status).toBe(200);
  expect((await get('::1', 'localhost')).status).toBe(200);
  await expect(get('127.0.0.2', 'localhost')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

it('leads to itself: the base URL is the one it listens on', async () => {
  expect(sandbox.baseUrl).toBe(`http://127.0.0.1:${listening.port}/v1`);
  expect(listening.baseUrl).toBe(sandbox.baseUrl);
  const response = await fetch(`${sandbox.baseUrl}/messages`, {
    method: 'POST',
    headers: { 'x-api-key': sandbox.apiKey, 'content-type': 'application/json' },
    body: JSON.stringify({ ...ordinary, body: '{OptOutURL}' }),
  });
  const { body } = (await response.json()) as { body: string };
  expect(body).toContain(`http://127.0.0.1:${listening.port}/o/`);
  expect(await (await fetch(body)).text()).toContain('<button');
  expect((await fetch(body, { method: 'POST', body: new URLSearchParams() })).status).toBe(200);
});

describe('the host name', () => {
  it.each(['localhost', '127.0.0.1:80', '[::1]:9', 'LOCALHOST', 'sandbox.test'])(
    'may be %s',
    async (host) => {
      expect((await get('127.0.0.1', host)).status).toBe(200);
    },
  );

  it.each(['evil.example', 'localhost.evil.example', '10.0.0.1', 'localhost@evil.example'])(
    'may not be %s',
    async (host) => {
      const { status, body } = await get('127.0.0.1', host);
      expect([400, 403]).toContain(status);
      expect(JSON.parse(body)).toMatchObject({ status, request_id: expect.stringMatching(/^req_/) });
    },
  );
});

it('reads no more of a body than 8 MB, whether its size is announced or not', async () => {
  const send = async (body: BodyInit) => {
    const headers = { 'x-api-key': 'k', 'content-type': 'application/json' };
    // Node's fetch wants to be told; the browser's type, which is in scope, does not know the option.
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' };
    const response = await fetch(`${sandbox.baseUrl}/messages`, init);
    return [response.status, ((await response.json()) as { code: string }).code];
  };
  const megabyte = new Uint8Array(1_000_000).fill(32);
  let sent = 0;
  const stream = new ReadableStream({
    pull(controller) {
      sent++;
      if (sent > 1000) controller.close();
      else controller.enqueue(megabyte);
    },
  });
  expect(await send(new Uint8Array(8_388_609))).toEqual([400, 'request_too_large']);
  await send(stream).then(
    (reply) => expect(reply).toEqual([400, 'request_too_large']),
    // The connection was cut while the rest was on its way.
    (error: unknown) => expect(error).toBeInstanceOf(TypeError),
  );
  expect(sent).toBeLessThan(100);
});

it('answers what is no HTTP with an error body', async () => {
  const reply = await raw('This is no HTTP\r\n\r\n');
  expect(reply).toMatch(/^HTTP\/1\.1 400 /);
  expect(reply).toContain('"status":400');
  expect(reply).toContain('X-RateLimit-Remaining: 1000000');
});

it('answers a request without a host with an error body', async () => {
  const reply = await raw('GET /v1/account HTTP/1.1\r\nx-api-key: k\r\nConnection: close\r\n\r\n');
  expect(reply).toMatch(/^HTTP\/1\.1 400 /);
  expect(reply).toMatch(/^x-request-id: req_/im);
  expect(reply).toMatch(/^x-ratelimit-limit: 1000000\r$/im);
  expect(reply).toContain('"status":400');
});

it('answers an expectation that it does not know as any request', async () => {
  const head = 'GET /v1/account HTTP/1.1\r\nHost: localhost\r\nx-api-key: k\r\nConnection: close\r\n';
  expect(await raw(`${head}Expect: miracles\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
});

it('judges the body of a GET, where it has one', async () => {
  const head = 'GET /v1/account HTTP/1.1\r\nHost: localhost\r\nx-api-key: k\r\nConnection: close\r\n';
  const lengths = ['Content-Length: 2\r\n\r\nhi', 'Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n'];
  for (const body of lengths)
    expect(await raw(`${head}Content-Type: text/plain\r\n${body}`)).toContain('unsupported_content_type');
  expect(await raw(`${head}Content-Length: 0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
});

it('says which port is taken', async () => {
  const second = createSandbox();
  await expect(second.listen({ port: listening.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await second.close();
});

it('does not listen twice', async () => {
  await expect(sandbox.listen({ port: 0 })).rejects.toThrow(TypeError);
});

it('is gone once it is closed, also for who calls in process', async () => {
  await sandbox.close();
  await expect(get('127.0.0.1', 'localhost')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await expect(sandbox.fetch(`${sandbox.baseUrl}/account`)).rejects.toMatchObject({
    name: 'TypeError',
    message: 'fetch failed',
    cause: { code: 'ECONNREFUSED', syscall: 'connect' },
  });
  expect(sandbox.fetch.connectErrors).toBe('undici');
});
