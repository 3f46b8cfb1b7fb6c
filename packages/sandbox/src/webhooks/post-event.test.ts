import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Post, postEvent } from './post-event.ts';

let server: Server;
let paths: string[];
beforeEach(async () => {
  paths = [];
  server = createServer((request, response) => {
    paths.push(request.url ?? '');
    if (request.url === '/redirect') response.writeHead(307, { location: '/elsewhere' });
    response.end('thanks');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  vi.useRealTimers();
});

function post(url: string, more: Partial<Post> = {}) {
  const closing = new AbortController().signal;
  return postEvent({
    url,
    headers: {},
    body: '{}',
    deliver: undefined,
    targets: 'loopback',
    closing,
    ...more,
  });
}

// A server that listens on a port has an address with one.
const at = (path: string) => `http://localhost:${(server.address() as AddressInfo).port}${path}`;

describe('postEvent', () => {
  it('posts over the network of this machine', async () => {
    expect(await post(at('/hooks'))).toMatchObject({ status: 200, error: null, response_body: 'thanks' });
  });

  it('follows no redirect', async () => {
    expect(await post(at('/redirect'))).toMatchObject({
      status: 307,
      error: expect.stringContaining('redirect'),
    });
    expect(paths).toEqual(['/redirect']);
  });

  it.each([
    'http://example.com/',
    'http://10.0.0.1/',
    'http://169.254.169.254/',
    'http://[::ffff:10.0.0.1]/',
    'http://127.0.0.1.example.com/',
  ])('posts nothing to %s unless told', async (url) => {
    expect(await post(url)).toMatchObject({ status: null, error: 'The target is not on this machine.' });
  });

  it('says why there was no answer', async () => {
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect((await post(`http://127.0.0.1:${port}/`)).error).toContain('ECONNREFUSED');
  });

  it('waits ten seconds for an answer, and no longer', async () => {
    vi.useFakeTimers();
    const result = post('http://any.example/', { deliver: () => new Promise(() => undefined) });
    let isOver = false;
    void result.then(() => (isOver = true));
    await vi.advanceTimersByTimeAsync(9999);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await result).toMatchObject({ status: null, error: 'No answer came within 10 s.' });
  });
});
