import { ConfigurationError } from '../errors/configuration-error.ts';

/**
 * Checks a base URL and takes trailing slashes off.
 *
 * @throws `ConfigurationError` for what is no http URL, for plain http to another host than this one, and for
 * credentials, query or fragment, which have no place in it. The URL is not repeated, since it may hold a secret.
 */
export function checkedBaseUrl(baseUrl: unknown, allowHttp: boolean): string {
  if (baseUrl === undefined || baseUrl === '') {
    refuse(
      'is required: the address of your account’s API, version root included (option or CHATTI_BASE_URL)',
    );
  }
  const url = typeof baseUrl === 'string' && /^https?:\/\//i.test(baseUrl) ? parse(baseUrl) : undefined;
  if (url === undefined) refuse('is not an https URL');
  if (url.username !== '' || url.password !== '') refuse('must not hold a user name or password');
  if (url.search !== '' || url.hash !== '') refuse('must not hold a query or a fragment');
  if (url.protocol === 'http:' && !allowHttp && !isLoopback(url.hostname)) {
    refuse('must be https; plain http is for loopback only (dangerouslyAllowHttp lifts this)');
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function refuse(reason: string): never {
  throw new ConfigurationError('baseUrl', reason);
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** The hostname is as the URL parser writes it: numbers resolved, lower case. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
