import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import * as shapes from './undici-errors.ts';

/** An error as far as a program may look at it; what differs from machine to machine is left out. */
function shapeOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, cause } = error;
  const own = Object.entries(error).filter(([key]) => !['address', 'port', 'socket', 'name'].includes(key));
  const keys = Object.keys(error)
    .filter((key) => key !== 'name')
    .toSorted();
  const stable = message.replace(/\S+:\d+/, '(place)');
  return {
    kind: error instanceof TypeError,
    name,
    message: stable,
    own: Object.fromEntries(own),
    keys,
    cause: shapeOf(cause),
  };
}

async function listen(act: (socket: Socket) => void): Promise<{ url: string; close: () => void }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => act(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server on TCP has an address of this kind.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { url, close: () => server.close() };
}

/** What Node's own `fetch` throws at a server that does this. */
async function thrownAt(act: (socket: Socket) => void, init: RequestInit = {}): Promise<unknown> {
  const server = await listen(act);
  try {
    const response = await fetch(server.url, { method: 'POST', body: '{}', ...init });
    await response.text();
    return undefined;
  } catch (error) {
    return error;
  } finally {
    server.close();
  }
}

describe('the errors of the sandbox have the shape of those of Node’s own fetch', () => {
  it('where the connection is reset', async () => {
    const real = await thrownAt((socket) => void socket.resetAndDestroy());
    expect(shapeOf(shapes.connectionReset())).toEqual(shapeOf(real));
  });

  it('where the other side closes', async () => {
    const real = await thrownAt((socket) => void socket.end());
    expect(shapeOf(shapes.otherSideClosed())).toEqual(shapeOf(real));
  });

  it('where a body ends half-way', async () => {
    const real = await thrownAt(
      (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"id'),
    );
    expect(shapeOf(shapes.terminated())).toEqual(shapeOf(real));
  });

  it('where there is a redirect that was not wanted', async () => {
    const redirect = 'HTTP/1.1 307 Go\r\nlocation: /there\r\ncontent-length: 0\r\n\r\n';
    const real = await thrownAt((socket) => void socket.end(redirect), { redirect: 'error' });
    expect(shapeOf(shapes.unexpectedRedirect())).toEqual(shapeOf(real));
  });

  it('where nobody listens', async () => {
    const { url, close } = await listen(() => undefined);
    close();
    const real = await fetch(url).catch((error: unknown) => error);
    expect(shapeOf(shapes.refusedToConnect(new URL(url)))).toEqual(shapeOf(real));
  });

  it('names the time-out for headers as undici does', () => {
    expect(shapes.headersTimeout()).toMatchObject({
      message: 'fetch failed',
      cause: {
        name: 'HeadersTimeoutError',
        code: 'UND_ERR_HEADERS_TIMEOUT',
        message: 'Headers Timeout Error',
      },
    });
  });
});
