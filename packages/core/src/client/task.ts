import { safeParse } from 'valibot';
import type { AnyEndpoint, Schema } from '../contract/endpoint.ts';
import { explainIssues } from '../contract/explain-issues.ts';
import { type Reading, readTolerantly } from '../contract/tolerant.ts';
import { encodeRequest, PathError, type WireRequest } from '../contract/wire.ts';
import { InputError } from '../errors/input-error.ts';

/** One kind of call, as the machinery sees it: a row of a contract, or a single request. */
export interface Task {
  /** Resource and verb, for plugins and logs. */
  readonly name: string;
  readonly endpoint: Pick<AnyEndpoint, 'method' | 'path' | 'retry'>;
  /** Whether the call is a send that carries a `reference`. */
  readonly referenced: boolean;
  /** Checks an input. @throws `InputError` */
  check(input: unknown, reference: string | undefined): unknown;
  /** Puts a checked input on the wire. @throws `InputError` */
  encode(input: unknown, reference: string | undefined): WireRequest;
  /** Reads the body of a success. */
  read(text: string): Reading<unknown>;
}

/** The task of a row. */
export function taskOf(name: string, row: AnyEndpoint): Task {
  return {
    name,
    endpoint: row,
    // A row that must not be repeated and takes a reference is a send, in this contract or another.
    referenced: row.retry === 'never' && hasField(row.input, 'reference'),
    check: (input, reference) => checked(row.input, input, reference),
    // A row's input is an object, and was checked.
    encode: (input, reference) => pathChecked(() => encodeRequest(row, input as object), reference),
    read: (text) => readReply(row.output, text),
  };
}

/** Whether a schema is an object's and has that field. */
export function hasField(schema: Schema, name: string): boolean {
  // Valibot's object schemas hold their fields here; the general schema type does not say so.
  return 'entries' in schema && Object.hasOwn(schema.entries as object, name);
}

/** Parses an input by its schema. @throws `InputError` */
export function checked(schema: Schema, input: unknown, reference?: string): unknown {
  const result = safeParse(schema, input);
  if (result.success) return result.output;
  throw new InputError(explainIssues(result.issues), { reference });
}

/** Runs the path builder, whose refusal is an error of the input. */
export function pathChecked<T>(encode: () => T, reference?: string): T {
  try {
    return encode();
  } catch (error) {
    if (error instanceof PathError) throw new InputError([error.issue], { reference });
    throw error;
  }
}

/** Reads a reply by its schema, where there is something to read. */
export function readReply(output: Schema | null, text: string): Reading<unknown> {
  if (output === null) return { value: undefined };
  if (text === '') return { refusal: 'the body is empty' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { refusal: 'the body is not JSON' };
  }
  return readTolerantly(output, value);
}
