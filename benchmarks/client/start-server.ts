import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A server that answers every request, in a process of its own. */
export interface BenchServer {
  readonly origin: string;
  close(): void;
}

/** Starts it. */
export async function startServer(): Promise<BenchServer> {
  const child: ChildProcess = fork(new URL('./server.ts', import.meta.url));
  const [port] = await once(child, 'message');
  return { origin: `http://127.0.0.1:${port}`, close: () => child.disconnect() };
}
