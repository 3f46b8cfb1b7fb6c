import type * as v from 'valibot';

/** A valibot schema, named by what it takes and what it gives. */
export interface Schema<In = unknown, Out = unknown> extends v.GenericSchema<In, Out> {}

/** The fields of one shape: a schema for each key. */
export type Fields = Readonly<Record<string, Schema>>;

type Input<S> = S extends Schema ? v.InferInput<S> : never;
type Output<S> = S extends Schema ? v.InferOutput<S> : never;
type Optional<F> = { [K in keyof F]: undefined extends Input<F[K]> ? K : never }[keyof F];
// Mapped over one Pick each, so that a property keeps one declaration: its line in the fields, with its comment.
type Must<F, P = Pick<F, Exclude<keyof F, Optional<F>>>> = { -readonly [K in keyof P]: Input<P[K]> };

/** The fields that may be left out, as a caller writes them. */
export type May<F, P = Pick<F, Optional<F>>> = { -readonly [K in keyof P]?: Input<P[K]> };

/** The fields of an input, as a caller writes them. */
export type In<F> = Must<F> & May<F>;

/** A second, empty base: compiler errors then name the interface and not its derivation. */
export interface Named {}

/** The complete fields of an output, as the contract has them and the sandbox writes them. */
export type Whole<F> = { -readonly [K in keyof F]: Input<F[K]> };

/**
 * The fields of an output, as the client reads them: `id` is always there, `status` may be any text, and any other
 * field is null where the server left it out or sent another type.
 */
export type Reads<F> = {
  -readonly [K in keyof F]: K extends 'id' | 'status' ? Output<F[K]> : Output<F[K]> | null;
};

/** An input after its check: a `Date` has become text. */
export type Parsed<T> = T extends Date ? never : T extends object ? { [K in keyof T]: Parsed<T[K]> } : T;

/** The schema of an input. An interface and not an alias, so that declarations print it by name. */
export interface Takes<T> extends Schema<T, Parsed<T>> {}

/** The schema of an output: complete as the server writes it, `T` as the client reads it. */
export interface Gives<T, Complete> extends Schema<Complete, T> {}

/** The methods of the contract. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One row of a contract: an endpoint with everything that client, sandbox, adapters and documents need. */
export interface Endpoint<Input = never, Out = unknown, Complete = unknown> {
  readonly method: Method;
  /** The path after the base URL; `{key}` is a key of the input. */
  readonly path: `/${string}`;
  /** What a caller gives: one flat object of path keys and query or body fields. */
  readonly input: Schema<Input, Parsed<Input>>;
  /** What the server gives; null for a reply without content. */
  readonly output: Schema<Complete, Out> | null;
  /** The documented status of success. Other 2xx are accepted as well. */
  readonly status: 200 | 204;
  /**
   * Whether doing it twice is the same as doing it once: `safe` rows are tried again after any passing failure,
   * `never` rows only where it is proven that nothing happened.
   */
  readonly retry: 'safe' | 'never';
  /** Where items are judged one by one: what a server checks of the request as a whole. Defaults to `input`. */
  readonly envelope?: Schema;
}

/** A table of endpoints by resource and verb. */
export type Contract = Readonly<Record<string, Readonly<Record<string, AnyEndpoint>>>>;

/** Any row, whatever it takes and gives. */
export interface AnyEndpoint extends Omit<Endpoint, 'input'> {
  readonly input: Schema;
}

/** A row as it is written: the types of its schemas become the types of the call. */
interface Row<Input, Out, Complete> extends Omit<Endpoint<Input, Out, Complete>, 'output'> {
  readonly output: Schema<Complete, Out>;
}

/** A row whose reply has no content. */
interface EmptyRow<Input> extends Omit<Endpoint<Input>, 'output'> {
  readonly output: null;
}

/**
 * Declares one row of a contract.
 *
 * @example
 * ```ts
 * const contacts = {
 *   /** Fetch one contact. *\/
 *   get: endpoint({ method: 'GET', path: '/contacts/{id}', input: byId, output: contact, status: 200, retry: 'safe' }),
 * };
 * ```
 */
export function endpoint<Input, Out, Complete>(
  row: Row<Input, Out, Complete>,
): Endpoint<Input, Out, Complete>;
export function endpoint<Input>(row: EmptyRow<Input>): Endpoint<Input, void, void>;
export function endpoint(row: unknown): unknown {
  return row;
}

/**
 * Declares a contract: resources, each a table of rows. `createClient` makes a typed client of it, with the same
 * auth, limits, retries and errors as the client of Chatti's own contract.
 *
 * @throws `TypeError` when two rows share method and path, or a path key is not a key of the input's fields.
 */
export function defineContract<const C extends Contract>(contract: C): C {
  const seen = new Set<string>();
  for (const [resource, rows] of Object.entries(contract)) {
    for (const [verb, row] of Object.entries(rows)) {
      const place = `${row.method} ${row.path.replace(/\{[^}]*\}/g, '{}')}`;
      if (seen.has(place)) throw new TypeError(`${resource}.${verb}: ${place} is in the contract twice`);
      seen.add(place);
      const [missing] = missingKeys(row);
      if (missing !== undefined)
        throw new TypeError(`${resource}.${verb}: the input has no field {${missing}}`);
    }
  }
  return contract;
}

/** The keys in a row's path: `/messages/{id}` has `id`. */
export function pathKeys(path: string): string[] {
  return Array.from(path.matchAll(/\{([^}]+)\}/g), ([, key]) => key ?? '');
}

/** The keys of a row's path that its input does not have. */
function missingKeys({ path, input }: AnyEndpoint): string[] {
  if (!('entries' in input)) return [];
  const { entries } = input;
  return pathKeys(path).filter((key) => typeof entries !== 'object' || entries === null || !(key in entries));
}
