import { type AnyEndpoint, chattiV1, decodeRequest, pathKeys } from '@chatti/core/contract';
import type { JournalEntry } from './journal-entry.ts';

/** Headers that are part of what was asked, and not of how it travelled. */
const meant = ['content-type', 'idempotency-key', 'chatti-sandbox-fault'];

/**
 * A request as a line for a shell. The key is not in it: the line takes it from the variable `CHATTI_API_KEY`.
 *
 * @param origin Scheme and host of the sandbox.
 */
export function asCurl(entry: JournalEntry, origin: string): string {
  const { method, path, request_headers: headers, request_body: body, request_bytes: size } = entry;
  const parts = ['curl', '-X', method, quote(`${origin}${path}`)];
  if ('x-api-key' in headers) parts.push('-H', '"x-api-key: $CHATTI_API_KEY"');
  for (const name of meant) {
    const value = headers[name];
    if (value !== undefined) parts.push('-H', quote(`${name}: ${value}`));
  }
  if (body !== null) parts.push('--data-raw', quote(body));
  const line = parts.join(' ');
  return isWhole(body, size) ? line : `# The body is cut off: it had ${size} bytes.\n${line}`;
}

/** A request as a call of the client; a comment where the client has no such call. */
export function asClientCode(entry: JournalEntry): string {
  const { endpoint, request_body: body, request_bytes: size } = entry;
  const row = endpoint === null ? undefined : rowOf(endpoint);
  if (!row) return '// The client has no call for this request.';
  if (!isWhole(body, size)) return `// The body is cut off: it had ${size} bytes.`;
  const input = inputOf(entry, row);
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return '// The client cannot send what is no JSON object.';
  const argument = Object.keys(input).length === 0 && row.method === 'GET' ? '' : literal(input);
  const key = entry.request_headers['idempotency-key'];
  const options = key === undefined ? '' : `, ${literal({ idempotencyKey: key })}`;
  return `await chatti.${endpoint}(${argument}${options});`;
}

function isWhole(body: string | null, size: number): boolean {
  return body === null || Buffer.byteLength(body) >= size;
}

function rowOf(endpoint: string): AnyEndpoint | undefined {
  const [resource = '', verb = ''] = endpoint.split('.');
  // Looked up by name: the table's own type knows each row apart.
  const rows = chattiV1 as unknown as Readonly<Record<string, Readonly<Record<string, AnyEndpoint>>>>;
  return rows[resource]?.[verb];
}

function inputOf({ path, request_body: body }: JournalEntry, row: AnyEndpoint): unknown {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const pattern = new RegExp(`^/v1${row.path.replace(/\{[^}]+\}/g, '([^/]+)')}$`);
  const values = pattern.exec(pathname)?.slice(1) ?? [];
  const params = Object.fromEntries(
    pathKeys(row.path).map((key, index) => [key, decodeURIComponent(values[index] ?? '')]),
  );
  try {
    const parsed: unknown = body === null ? undefined : JSON.parse(body);
    return decodeRequest(row, { params, query: searchParams, body: parsed });
  } catch {
    return undefined;
  }
}

/** An object as it is written in a program: plain names without quotes. */
function literal(value: object): string {
  return JSON.stringify(value, null, 2).replace(/^( *)"([A-Za-z_]\w*)":/gm, '$1$2:');
}

/** A text that a shell takes as it is. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
