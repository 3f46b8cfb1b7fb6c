import { constants } from 'node:os';

/** What Node's `fetch` throws where nobody listens. */
export function refusedToConnect({ hostname, port }: URL): TypeError {
  const place = { address: hostname, port: Number(port || 80) };
  const message = `connect ECONNREFUSED ${place.address}:${place.port}`;
  return failed(systemError(message, 'ECONNREFUSED', { syscall: 'connect', ...place }));
}

/** What it throws where the connection is reset before there is a reply. */
export function connectionReset(): TypeError {
  return failed(systemError('read ECONNRESET', 'ECONNRESET', { syscall: 'read' }));
}

/** What it throws where the other side closes the connection before there is a reply. */
export function otherSideClosed(): TypeError {
  return failed(socketError());
}

/** What reading a body throws where the other side closes the connection half-way. */
export function terminated(): TypeError {
  return new TypeError('terminated', { cause: socketError() });
}

/** What it throws on a redirect that its caller does not want. */
export function unexpectedRedirect(): TypeError {
  return failed(new Error('unexpected redirect'));
}

/** What it throws where no reply comes for five minutes. */
export function headersTimeout(): TypeError {
  return failed(
    Object.assign(new Error('Headers Timeout Error'), {
      name: 'HeadersTimeoutError',
      code: 'UND_ERR_HEADERS_TIMEOUT',
    }),
  );
}

function failed(cause: Error): TypeError {
  return new TypeError('fetch failed', { cause });
}

function systemError(message: string, code: 'ECONNREFUSED' | 'ECONNRESET', facts: object): Error {
  return Object.assign(new Error(message), { errno: -constants.errno[code], code, ...facts });
}

function socketError(): Error {
  const cause = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET', socket: {} });
  return Object.assign(cause, { name: 'SocketError' });
}
