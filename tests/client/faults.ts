import type { Socket } from 'node:net';
import type { Arrival, Fault } from './raw-server.ts';

type Headers = Readonly<Record<string, string>>;

/** A whole HTTP reply as text. */
export function httpReply(status: number, body: string, headers: Headers = {}): string {
  const length =
    status === 204 || status === 304 ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const all = { 'content-type': 'application/json', 'x-request-id': 'req_raw', ...length, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${status} Status\r\n${lines.join('\r\n')}\r\n\r\n${status === 204 || status === 304 ? '' : body}`;
}

function write(name: string, text: string | ((arrival: Arrival | undefined) => string)): Fault {
  return {
    name,
    at: 'end',
    act: (socket, arrival) => void socket.write(typeof text === 'string' ? text : text(arrival)),
  };
}

function breaks(name: string, at: Fault['at'], act: (socket: Socket) => void): Fault {
  return { name, at, act };
}

/** A reply of a status with a body of the contract. */
export function status(code: number, problem = 'problem', headers: Headers = {}): Fault {
  const body = { status: code, code: problem, message: 'A sentence.', errors: [], request_id: 'req_raw' };
  return write(`status ${code} ${problem}`, httpReply(code, JSON.stringify(body), headers));
}

/** A reply of text. */
export function says(name: string, code: number, body: string, headers: Headers = {}): Fault {
  return write(name, httpReply(code, body, headers));
}

/** A message, as short as can be. */
export const accepts = says('accepts', 200, '{"id":"m_1","status":"queued"}');

export const resetsConnection = breaks('reset at the connection', 'connection', (socket) =>
  socket.resetAndDestroy(),
);
export const resetsAfterHead = breaks('reset after the head', 'head', (socket) => socket.resetAndDestroy());
export const resetsMidBody = breaks('reset in the middle of the body', 'body', (socket) =>
  socket.resetAndDestroy(),
);
export const resetsAfterBody = breaks('reset after the body', 'end', (socket) => socket.resetAndDestroy());
export const closesAfterBody = breaks('closed after the body', 'end', (socket) => socket.end());
export const hangs = breaks('hangs', 'end', () => undefined);
export const garbage = write('garbage', 'this is not HTTP\r\n\r\n');

const startOfReply = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n';

export const resetsAfterHeaders = breaks('reset after the headers of the reply', 'end', (socket) => {
  socket.write(startOfReply, () => socket.resetAndDestroy());
});
export const halfAReply = breaks('half a reply, then closed', 'end', (socket) =>
  socket.end(`${startOfReply}{"id":"m_1"`),
);
export const hangsInReply = breaks(
  'half a reply, then nothing',
  'end',
  (socket) => void socket.write(`${startOfReply}{"id`),
);
export const html = says('a page of a proxy', 502, '<html><h1>Bad Gateway</h1></html>', {
  'content-type': 'text/html',
});
export const htmlSuccess = says('a page with status 200', 200, '<html>ok</html>', {
  'content-type': 'text/html',
});
export const wrongReply = says('JSON without an id', 200, '{"ok":true}');
