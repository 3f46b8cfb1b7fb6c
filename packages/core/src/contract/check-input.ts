import { safeParse } from 'valibot';
import { InputError } from '../errors/input-error.ts';
import type { Schema } from './endpoint.ts';
import { explainIssues } from './explain-issues.ts';

/**
 * What an input schema of a contract makes of a value: for handlers that take a call apart before they make it.
 *
 * @throws `InputError` with everything that is wrong.
 * @example
 * ```ts
 * const input = checkInput(sendMessageSchema, await request.json());
 * ```
 */
export function checkInput<In, Out>(schema: Schema<In, Out>, value: unknown): Out {
  const result = safeParse(schema, value);
  if (result.success) return result.output;
  throw new InputError(explainIssues(result.issues));
}
