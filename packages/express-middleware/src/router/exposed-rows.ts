import { type AnyEndpoint, chattiV1, pathKeys } from '@chatti/core/contract';
import { ConfigurationError } from '@chatti/core';
import { RequestProblem } from '../http/request-problem.ts';
import type { Expose, RowName } from './row.ts';
import { serverFields, takesBody, takesField } from './row-fields.ts';

/** A row that the router answers, with the fields that a caller may set. */
export interface ExposedRow {
  readonly name: RowName;
  readonly row: AnyEndpoint;
  /** The fields that pass; null for all of the row's. */
  readonly fields: ReadonlySet<string> | null;
}

/** A row that a request meant, and the keys in its path. */
export interface Match extends ExposedRow {
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the row of a request. */
export interface RowTable {
  /** The names of the exposed rows. */
  readonly names: readonly RowName[];
  /** @throws `RequestProblem`: 404 where no exposed row has this path, 405 where another method has. */
  find(method: string | undefined, path: string): Match;
  /** The methods that the exposed rows have for a path; empty where there is none. */
  methods(path: string): (string | undefined)[];
}

/** The rows named in `expose`, and no other. */
export function exposedRows(expose: Expose): RowTable {
  const rows = entriesOf(expose).map(([name, fields]) => exposed(name, fields));
  if (rows.length === 0) throw new ConfigurationError('expose', 'names no row');
  // A literal segment before a key: `/messages/preview` is not the message `preview`.
  rows.sort((a, b) => pathKeys(a.row.path).length - pathKeys(b.row.path).length);

  const matches = (path: string): Match[] =>
    rows.flatMap((row) => {
      const params = paramsOf(row.row.path, path);
      return params === undefined ? [] : [{ ...row, params }];
    });
  return {
    names: rows.map(({ name }) => name),
    methods: (path) => matches(path).map(({ row }) => row.method),
    find(method, path) {
      const found = matches(path);
      const match = found.find(({ row }) => row.method === method);
      if (match !== undefined) return match;
      if (found.length === 0) throw nothingHere();
      throw new RequestProblem('This path does not take that method.', {
        status: 405,
        code: 'method_not_allowed',
      });
    },
  };
}

function entriesOf(expose: Expose): [string, true | readonly string[]][] {
  if (typeof expose !== 'object' || expose === null)
    throw new ConfigurationError('expose', 'is required: name the rows');
  return isList(expose) ? expose.map((name) => [name, true]) : Object.entries(expose);
}

function isList(expose: Expose): expose is readonly RowName[] {
  return Array.isArray(expose);
}

function exposed(name: string, fields: true | readonly string[]): ExposedRow {
  const [resource = '', verb = ''] = name.split('.');
  const rows: Readonly<Record<string, AnyEndpoint>> | undefined = own(chattiV1, resource);
  const row = rows && own(rows, verb);
  if (row === undefined || name !== `${resource}.${verb}`) {
    throw new ConfigurationError(
      'expose',
      `${JSON.stringify(name)} is no row of the contract, such as "messages.send"`,
    );
  }
  // The table has just been asked for this name.
  return { name: name as RowName, row, fields: fields === true ? null : fieldSet(name, row, fields) };
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function fieldSet(name: string, row: AnyEndpoint, fields: readonly string[]): ReadonlySet<string> {
  const unknown = fields.find((field) => !takesField(row, field));
  if (unknown !== undefined) {
    throw new ConfigurationError('expose', `${name} has no field ${JSON.stringify(unknown)}`);
  }
  const held = takesBody(row) ? fields.find((field) => serverFields.includes(field)) : undefined;
  if (held !== undefined)
    throw new ConfigurationError('expose', `${held} of ${name} is the server's; set it in authorize`);
  return new Set([...fields, ...pathKeys(row.path)]);
}

/** The decoded keys of a path, or undefined where the path is another one. A key is one segment and never more. */
function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const text = given[index] ?? '';
    const [key] = pathKeys(segment);
    if (key === undefined && segment !== text) return undefined;
    if (key !== undefined) params[key] = decodeSegment(text);
  }
  return params;
}

function decodeSegment(text: string): string {
  const decoded = percentDecoded(text);
  // These would name another place, however they are written.
  if (decoded === '' || decoded === '.' || decoded === '..') throw nothingHere();
  return decoded;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw nothingHere();
  }
}

function nothingHere(): RequestProblem {
  return new RequestProblem('There is nothing here.', { status: 404, code: 'not_found' });
}
