import type { InputIssue } from '../errors/input-error.ts';
import { type AnyEndpoint, pathKeys } from './endpoint.ts';

/** The most bytes of a request's body. Source: Chatti's published document, "8MB", read as the smaller megabyte. */
export const MAX_BODY_BYTES = 8_000_000;

/** A request as it goes over the wire: the path after the base URL, the query with its `?`, the body as JSON text. */
export interface WireRequest {
  readonly path: string;
  readonly query: string;
  readonly body: string | undefined;
}

/** A request as a server takes it apart. */
export interface WireParts {
  /** The path keys, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The query, as `[name, value]` pairs or the like. */
  readonly query: Iterable<readonly [string, string]>;
  /** The parsed body; undefined where there was none. */
  readonly body: unknown;
}

/** A value that cannot be put into a URL: an id that would name another place, or half of a surrogate pair. */
export class PathError extends Error {
  override name = 'PathError';
  readonly issue: InputIssue;

  constructor(key: string) {
    super(`${key} cannot be part of a URL`);
    this.issue = { path: key, code: 'invalid_type', message: 'cannot be part of a URL' };
  }
}

const pathKey = /\{([^}]+)\}/g;

/** Whether a method carries its fields in the body. */
export function hasBody(method: string): boolean {
  return method !== 'GET' && method !== 'DELETE';
}

/**
 * Objects to the wire: path keys into the path, the rest into the query or the body. A hostile id stays one
 * segment of the path.
 *
 * @throws `PathError` for an id of `''`, `.` or `..`, which would name another place.
 */
export function encodeRequest(row: Pick<AnyEndpoint, 'method' | 'path'>, input: object): WireRequest {
  const rest: Record<string, unknown> = { ...input };
  const path = row.path.replace(pathKey, (_, key: string) => {
    const segment = encodeSegment(key, rest[key]);
    delete rest[key];
    return segment;
  });
  if (!hasBody(row.method)) return { path, query: encodeQuery(rest), body: undefined };
  const empty = Object.keys(rest).length === 0 && pathKeys(row.path).length > 0;
  return { path, query: '', body: empty ? undefined : JSON.stringify(rest) };
}

function encodeSegment(key: string, value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (text === '' || text === '.' || text === '..') throw new PathError(key);
  return encodePart(key, text);
}

function encodePart(key: string, text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // Half a surrogate pair has no encoding.
    throw new PathError(key);
  }
}

/**
 * Query text with its `?`, or nothing. Undefined and null are left out; a list repeats its name.
 *
 * @throws `PathError` for half of a surrogate pair.
 */
export function encodeQuery(fields: Readonly<Record<string, unknown>>): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item === undefined || item === null) continue;
      const text = item instanceof Date ? item.toISOString() : String(item);
      pairs.push(`${encodePart(name, name)}=${encodePart(name, text)}`);
    }
  }
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/**
 * The wire back to the row's input, not yet checked. A path key wins over a field of the same name. A body that is
 * no object comes back as it is, for the schema to refuse.
 */
export function decodeRequest(row: Pick<AnyEndpoint, 'method' | 'path'>, parts: WireParts): unknown {
  if (!hasBody(row.method)) return { ...Object.fromEntries(parts.query), ...parts.params };
  if (parts.body === undefined) return { ...parts.params };
  if (typeof parts.body !== 'object' || parts.body === null || Array.isArray(parts.body)) return parts.body;
  return { ...parts.body, ...parts.params };
}
