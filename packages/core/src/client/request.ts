import type { Method, Schema } from '../contract/endpoint.ts';
import type { FieldCode } from '../contract/problems.table.ts';
import type { Reading } from '../contract/tolerant.ts';
import { encodeQuery, hasBody } from '../contract/wire.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { InputError } from '../errors/input-error.ts';
import { readReply, type Task } from './task.ts';

/** A single call that no row describes. */
export interface RequestInput<Out = unknown> {
  /** Default `GET`. */
  readonly method?: Method | undefined;
  /** The path after the base URL, from its `/`, with ids already encoded (`encodeURIComponent`); no query. */
  readonly path: string;
  /** Query fields. A list repeats its name, a `Date` becomes ISO text, null and undefined are left out. */
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  /** The body, sent as JSON; for POST, PUT and PATCH only. */
  readonly body?: unknown;
  /** A valibot schema, by which the reply is read as tolerantly as by a row. Without it the JSON comes as it is. */
  readonly output?: Schema<unknown, Out> | undefined;
  /**
   * `safe` where doing it twice is the same as doing it once. Default: `safe` for GET, `never` for the rest.
   */
  readonly retry?: 'safe' | 'never' | undefined;
}

const methods: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] satisfies Method[];

/** The task of a single call. @throws `ConfigurationError`, `InputError` */
export function requestTask({ method = 'GET', path, output, retry }: RequestInput): Task {
  if (!methods.includes(method))
    throw new ConfigurationError('method', 'is not GET, POST, PUT, PATCH or DELETE');
  if (!isPath(path)) throw refuse('path', 'invalid_type', 'is not a path after the base URL');
  // Its slash was checked.
  const endpoint = {
    method,
    path: path as `/${string}`,
    retry: retry ?? (method === 'GET' ? 'safe' : 'never'),
  };
  return {
    name: 'request',
    endpoint,
    referenced: false,
    check: (input) => input,
    encode: (input) => {
      const { query = {}, body } = input as Pick<RequestInput, 'query' | 'body'>;
      if (body !== undefined && !hasBody(method))
        throw refuse('body', 'contradiction', `${method} carries no body`);
      return { path, query: encodeQuery(query), body: body === undefined ? undefined : jsonOf(body) };
    },
    read: (text) => read(output, text),
  };
}

/** One that stays below the base URL: no other host, no `..`, also not encoded, no query or fragment. */
function isPath(path: unknown): path is string {
  if (typeof path !== 'string' || !/^\/[!-~]*$/.test(path) || /^\/\/|[?#\\]/.test(path)) return false;
  return !path.split('/').some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment));
}

function jsonOf(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch (error) {
    // A circle or a BigInt: the platform's own sentence names neither key nor value.
    throw refuse('body', 'invalid_type', `cannot be written as JSON (${(error as Error).name})`);
  }
}

function refuse(path: string, code: FieldCode, message: string): InputError {
  return new InputError([{ path, code, message }]);
}

function read(output: Schema | undefined, text: string): Reading<unknown> {
  if (output) return readReply(output, text);
  if (text === '') return { value: undefined };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { refusal: 'the body is not JSON' };
  }
}
