import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on the wanted port, or on a free one where that is taken. */
export async function listenOrMove<T>(wanted: number, listen: (port: number) => Promise<T>): Promise<T> {
  try {
    return await listen(wanted);
  } catch (error) {
    if (wanted === 0 || !isTaken(error)) throw error;
    return listen(0);
  }
}

/** Listens on 127.0.0.1 only, and gives the port. */
export function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      // A server that listens on a port has an address with one.
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
