import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Sdk } from './sdks.table.ts';

/** What a server does with a request once all of it is there. */
export type Fault = 'reset' | 'close' | 408 | 429 | 500 | 503;

/** A server that speaks HTTP by hand, answers as an SDK expects, and then has a fault. */
export interface FaultyServer {
  readonly origin: string;
  /** Whole requests that have arrived. */
  arrivals(): number;
  /** From now on every request meets the fault. */
  breakWith(fault: Fault): void;
  close(): void;
}

/** Starts it on a free port of this machine. */
export async function startFaultyServer(reply: Sdk['reply']): Promise<FaultyServer> {
  let arrivals = 0;
  let fault: Fault | undefined;
  const sockets = new Set<Socket>();
  const answer = (socket: Socket): void => {
    arrivals++;
    if (fault === 'reset') socket.resetAndDestroy();
    else if (fault === 'close') socket.end();
    else socket.write(fault === undefined ? httpReply(200, reply) : httpReply(fault, reply));
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    let text = '';
    socket.setEncoding('latin1');
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      text += String(chunk);
      if (!isWhole(text)) return;
      text = '';
      answer(socket);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    // A server on TCP has an address of this kind.
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals: () => arrivals,
    breakWith: (next) => {
      fault = next;
      arrivals = 0;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const head = text.slice(0, end);
  if (/^transfer-encoding: chunked/im.test(head)) return text.endsWith('\r\n0\r\n\r\n');
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  return text.length >= end + 4 + length;
}

function httpReply(status: number, { type, body }: Sdk['reply']): string {
  const text = status === 200 ? body : '{"code":"try_later","message":"Later."}';
  const head = [
    `HTTP/1.1 ${status} Status`,
    `content-type: ${status === 200 ? type : 'application/json'}`,
    `content-length: ${Buffer.byteLength(text)}`,
    // At once, so that nobody waits long here.
    ...(status === 200 ? [] : ['retry-after: 0']),
  ];
  return `${head.join('\r\n')}\r\n\r\n${text}`;
}
