/** What a thrown error of `fetch` says: no connection stood, TLS was not agreed, or nothing certain. */
export type FetchFailure = 'not_connected' | 'tls' | 'lost';

/** What platform errors may carry. */
interface Coded {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly errors?: unknown;
  readonly message?: unknown;
}

const noConnection = /^(?:ENOTFOUND|EAI_\w+|ECONNREFUSED|UND_ERR_CONNECT_TIMEOUT|ENETUNREACH|EHOSTUNREACH)$/;
const notAgreed =
  /^(?:ERR_SSL_|ERR_TLS_|CERT_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT|UNABLE_TO_(?:GET|VERIFY)_)/;
// These can also come from a damaged record long after the handshake, when the request has been read.
const afterHandshake = /DECRYPT|BAD_RECORD/;

/**
 * Reads an error of undici. ECONNRESET alone proves nothing: only the system call tells whether the connection
 * stood, and the same goes for an unreachable host.
 */
export function classifyFailure(error: unknown): FetchFailure {
  const cause = isObject(error) && isObject(error.cause) ? error.cause : error;
  if (!isObject(cause)) return 'lost';
  if (isNotConnected(cause)) return 'not_connected';
  const code = String(cause.code);
  return notAgreed.test(code) && !afterHandshake.test(code) ? 'tls' : 'lost';
}

function isNotConnected(cause: Coded): boolean {
  // Several addresses were tried: each of them must have failed to connect.
  if (Array.isArray(cause.errors) && cause.errors.length > 0) {
    return cause.errors.every((one) => isObject(one) && isNotConnected(one));
  }
  if (cause.syscall === 'connect') return true;
  // A port that the fetch standard keeps from web pages: undici did not try to connect.
  if (cause.message === 'bad port') return true;
  const open = cause.syscall === undefined || cause.syscall === 'getaddrinfo';
  return open && noConnection.test(String(cause.code));
}

function isObject(value: unknown): value is Coded & { readonly cause?: unknown } {
  return typeof value === 'object' && value !== null;
}
