import { createServer, request as httpRequest, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Serves an app on a free port of loopback until the test ends; gives its URL. */
export async function serve(app: RequestListener): Promise<string> {
  // Larger headers than Node's 16 kB, so that what is oversize is refused by the app and not before it.
  const server = createServer({ maxHeaderSize: 200_000 }, app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A TCP server's address is never text.
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

/** A POST of JSON. */
export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** What came back of a request whose path and headers went out exactly as they were written. */
export interface RawReply {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** A request that `fetch` would tidy up first: dots in the path, `Host`, `Origin` and the like. */
export function raw(
  url: string,
  options: {
    readonly method?: string;
    readonly path?: string;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  },
): Promise<RawReply> {
  const { hostname, port } = new URL(url);
  const { body, ...rest } = options;
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ hostname, port, ...rest }, (reply) => {
      let text = '';
      reply.setEncoding('utf8');
      reply.on('data', (part: string) => (text += part));
      reply.on('end', () => resolve({ status: reply.statusCode, headers: reply.headers, text }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
