import { type AnyEndpoint, hasBody } from '@chatti/core/contract';

/** Fields of a send that are the server's: a caller could pass for another sender, or forge the app's own facts. */
export const serverFields: readonly string[] = ['from', 'metadata'];

/** Whether a row's input has a field. */
export function takesField(row: AnyEndpoint, field: string): boolean {
  // Every input of the contract is an object schema, which holds its fields here; the general type does not say so.
  const { entries } = row.input as { readonly entries?: object };
  return entries !== undefined && Object.hasOwn(entries, field);
}

/** Whether a row takes its fields from a JSON body. */
export function takesBody(row: AnyEndpoint): boolean {
  return hasBody(row.method);
}
