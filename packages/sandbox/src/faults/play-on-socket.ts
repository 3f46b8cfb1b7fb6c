import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { breakageOf } from './breakage.ts';

/** Breaks replies on their way through sockets. */
export class SocketFaults {
  /** Connections on which somebody waits in vain, or still waits. */
  readonly #held = new Map<Socket, () => void>();

  /** What is left to be sent of a reply. */
  async play(response: Response, outgoing: ServerResponse): Promise<Response> {
    const breakage = breakageOf(response);
    const { socket } = outgoing;
    if (breakage === undefined || socket === null) return response;
    switch (breakage.kind) {
      case 'reset':
        socket.resetAndDestroy();
        return RESPONSE_ALREADY_SENT;
      case 'stall':
        this.#hold(socket);
        return RESPONSE_ALREADY_SENT;
      case 'truncate':
        await truncate(response, outgoing);
        return RESPONSE_ALREADY_SENT;
      case 'delay':
        await this.#wait(socket, breakage.ms);
        return response;
    }
  }

  /** Closes what is held open. */
  close(): void {
    for (const [socket, wake] of this.#held) {
      wake();
      socket.destroy();
    }
  }

  async #wait(socket: Socket, ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.#hold(socket, resolve);
    await promise;
    clearTimeout(timer);
    this.#held.delete(socket);
  }

  /** `wake` is called when the connection goes. */
  #hold(socket: Socket, wake: () => void = () => {}): void {
    this.#held.set(socket, wake);
    socket.once('close', () => {
      this.#held.get(socket)?.();
      this.#held.delete(socket);
    });
  }
}

async function truncate(response: Response, outgoing: ServerResponse): Promise<void> {
  const bytes = await response.bytes();
  outgoing.writeHead(response.status, {
    ...Object.fromEntries(response.headers),
    'content-length': bytes.length,
  });
  // Sent, and only then closed: what is on its way when a connection is reset may be lost.
  outgoing.write(bytes.slice(0, Math.ceil(bytes.length / 2)), () => outgoing.socket?.destroySoon());
}
