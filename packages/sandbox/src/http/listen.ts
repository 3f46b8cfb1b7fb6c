import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { SocketFaults } from '../faults/play-on-socket.ts';
import type { App } from './app.ts';
import { hostCheck } from './host-check.ts';
import { refusalResponse, requestIdOf } from './server.ts';
import { Refusal } from '../refusal.ts';

/** Where to listen. */
export interface ListenOptions {
  /** The port; 0 for any that is free. Default 4010. */
  readonly port?: number;
  /** The address. Default this machine only: 127.0.0.1, and ::1 where there is one. Any other opens the sandbox to the network. */
  readonly host?: string;
  /** Host names to answer to beside those of this machine, without port. Others are refused, since web pages could use them. */
  readonly allowHosts?: readonly string[];
}

/** A sandbox that listens. */
export interface Listening {
  readonly port: number;
  /** Scheme, host and port. */
  readonly origin: string;
  /** The base URL with its `/v1`. */
  readonly baseUrl: string;
  /** Stops: requests that are being answered are, idle connections end. */
  close(): Promise<void>;
}

const defaultPort = 4010;

/** How long running requests may take to end at `close`, in ms. */
const graceMs = 2000;

/** Starts to listen. */
export async function listen(app: App, options: ListenOptions = {}): Promise<Listening> {
  const { port = defaultPort, host, allowHosts = [] } = options;
  const check = hostCheck([...allowHosts, ...(host === undefined ? [] : [host])]);
  const faults = new SocketFaults();
  const listener = getRequestListener(
    async (request, bindings) => {
      // Servers of node:http give the bindings of HTTP/1.
      const own = bindings as HttpBindings;
      const refused = check(request);
      if (refused) return refusalResponse(refused, app.doorHeaders());
      const response = await app.fetch(request, own);
      return response === RESPONSE_ALREADY_SENT ? response : faults.play(response, own.outgoing);
    },
    {
      overrideGlobalObjects: false,
      errorHandler: () =>
        refusalResponse(
          new Refusal('validation_failed', { message: 'This is no request.' }),
          app.doorHeaders(),
        ),
    },
  );
  const open = (address: string, at: number): Promise<Server> =>
    start(
      // Node itself would refuse a request without a host, and without an error body.
      createServer({ requireHostHeader: false }, (incoming, outgoing) => void listener(incoming, outgoing)),
      { port: at, host: address },
      app,
    );
  const [first, ...others] = host === undefined ? await openLoopback(open, port) : [await open(host, port)];
  const servers = [first, ...others];
  const actual = portOf(first);
  const origin = `http://${urlHost(host)}:${actual}`;
  return {
    port: actual,
    origin,
    baseUrl: `${origin}/v1`,
    close: async () => {
      faults.close();
      await Promise.all(servers.map(stop));
    },
  };
}

/** Codes of a machine without IPv6. */
const noIpv6 = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']);

async function openLoopback(
  open: (address: string, port: number) => Promise<Server>,
  port: number,
): Promise<[Server, ...Server[]]> {
  const first = await open('127.0.0.1', port);
  try {
    return [first, await open('::1', portOf(first))];
  } catch (error) {
    // Node's own errors carry a code.
    if (noIpv6.has((error as NodeJS.ErrnoException).code ?? '')) return [first];
    await stop(first);
    if (port !== 0) throw error;
    // Somebody has this port on ::1 alone: another one will do.
    return openLoopback(open, port);
  }
}

async function start(server: Server, at: { port: number; host: string }, app: App): Promise<Server> {
  const { promise, resolve, reject } = Promise.withResolvers<Server>();
  server.once('error', reject);
  server.listen(at, () => {
    server.off('error', reject);
    resolve(server);
  });
  // Node itself would answer 417, which is no status of the API.
  server.on('checkExpectation', (incoming, outgoing) => server.emit('request', incoming, outgoing));
  server.on('clientError', (_error, socket) => refuseNoise(socket as Socket, app.doorHeaders()));
  return promise;
}

async function stop(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeIdleConnections();
  const patience = setTimeout(() => server.closeAllConnections(), graceMs);
  await promise;
  clearTimeout(patience);
}

function portOf(server: Server): number {
  // A server that listens on a port has an address with one.
  return (server.address() as AddressInfo).port;
}

/** The host as a URL has it: an address of every interface is reached by this machine's own. */
function urlHost(host: string | undefined): string {
  if (host === undefined || host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

/** Answers what is no HTTP with an error body all the same. */
function refuseNoise(socket: Socket, common: Readonly<Record<string, string>>): void {
  if (!socket.writable) return void socket.destroy();
  const requestId = requestIdOf(randomBytes(16));
  const refusal = new Refusal('validation_failed', { message: 'This is no HTTP request that can be read.' });
  const body = JSON.stringify(refusal.body(requestId));
  const headers = [
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    ...Object.entries(common).map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
  ];
  socket.end(`HTTP/1.1 400 Bad Request\r\n${headers.join('\r\n')}\r\n\r\n${body}`);
}
