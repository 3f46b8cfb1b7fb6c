import { InputError, type InputIssue } from '@chatti/core';
import { FIELD_PROBLEMS } from '@chatti/core/contract';
import type { ExposedRow } from './exposed-rows.ts';
import { serverFields, takesBody } from './row-fields.ts';

/**
 * Refuses what a caller may not set: the server's fields in the body, also inside the messages of a batch, and
 * fields that `expose` does not name.
 *
 * @throws `InputError` with `unknown_field` for each.
 */
export function refuseServerFields({ row, fields }: ExposedRow, input: unknown): void {
  const paths = new Set([...heldIn(takesBody(row) ? input : undefined, ''), ...unnamedIn(fields, input)]);
  if (paths.size > 0) throw new InputError(Array.from(paths, issueOf));
}

function heldIn(input: unknown, at: string): string[] {
  if (!isObject(input)) return [];
  const own = serverFields.filter((field) => Object.hasOwn(input, field)).map((field) => `${at}${field}`);
  const messages = at === '' && Array.isArray(input['messages']) ? input['messages'] : [];
  return [...own, ...messages.flatMap((message, index) => heldIn(message, `messages[${index}].`))];
}

function unnamedIn(fields: ReadonlySet<string> | null, input: unknown): string[] {
  if (fields === null || !isObject(input)) return [];
  // A key comes from the caller and may be of any length.
  return Object.keys(input).flatMap((field) => (fields.has(field) ? [] : [field.slice(0, 64)]));
}

function issueOf(path: string): InputIssue {
  return { path, code: 'unknown_field', message: FIELD_PROBLEMS.unknown_field };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
