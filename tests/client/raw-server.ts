import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** One request as it arrived, complete or not. */
export interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body, as far as it came. */
  readonly body: string;
}

/** What a server does with one request. */
export interface Fault {
  readonly name: string;
  /** When to act: at the connection, once the head is there, in the middle of the body, or at its end. */
  readonly at: 'connection' | 'head' | 'body' | 'end';
  act(socket: Socket, arrival: Arrival | undefined): void;
}

/** A server that speaks HTTP by hand, so that it can break off at any byte. */
export interface RawServer {
  readonly baseUrl: string;
  /** The requests whose head arrived, oldest first. */
  readonly arrivals: Arrival[];
  /** The faults of the next requests; the last one stays. */
  plan(...faults: readonly Fault[]): void;
  close(): Promise<void>;
}

/** Starts a server on a free port of this machine. */
export async function startRawServer(): Promise<RawServer> {
  const arrivals: Arrival[] = [];
  const sockets = new Set<Socket>();
  let faults: Fault[] = [];
  const take = (): Fault => {
    const fault = faults.length > 1 ? faults.shift() : faults[0];
    if (!fault) throw new Error('the server has no plan');
    return fault;
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    if (faults[0]?.at === 'connection') take().act(socket, undefined);
    else serve(socket, take, arrivals);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${portOf(server)}/v1`,
    arrivals,
    plan: (...next) => {
      faults = [...next];
      arrivals.length = 0;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The address of a port where no one listens. */
export async function closedPort(): Promise<string> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}/v1`;
}

function portOf(server: Server): number {
  // A server on TCP has an address of this kind.
  return (server.address() as AddressInfo).port;
}

function serve(socket: Socket, take: () => Fault, arrivals: Arrival[]): void {
  let text = '';
  let fault: Fault | undefined;
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    text += String(chunk);
    const end = text.indexOf('\r\n\r\n');
    if (end === -1) return;
    const arrival = parse(text.slice(0, end), text.slice(end + 4));
    const length = Number(arrival.headers['content-length'] ?? 0);
    if (fault === undefined) {
      fault = take();
      arrivals.push(arrival);
      if (fault.at === 'head') return fault.act(socket, arrival);
    }
    if (fault.at === 'head') return;
    if (fault.at === 'body' && arrival.body.length > 0) return fault.act(socket, arrival);
    if (arrival.body.length < length) return;
    arrivals[arrivals.length - 1] = arrival;
    text = '';
    const act = fault;
    fault = undefined;
    act.act(socket, arrival);
  });
}

function parse(head: string, body: string): Arrival {
  const [line = '', ...lines] = head.split('\r\n');
  const [method = '', path = ''] = line.split(' ');
  const headers = Object.fromEntries(
    lines.map((one) => [
      one.slice(0, one.indexOf(':')).toLowerCase(),
      one.slice(one.indexOf(':') + 1).trim(),
    ]),
  );
  return { method, path, headers, body };
}
