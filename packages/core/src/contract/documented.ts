import type { Schema } from './endpoint.ts';

/** A JSON Schema, as far as the OpenAPI document needs it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A JSON Schema, or one made from the schemas inside, which the converter hands in. */
export type Documentation = JsonSchema | ((inner: (schema: Schema) => JsonSchema) => JsonSchema);

const documentation = new WeakMap<object, Documentation>();

/**
 * Gives a schema its JSON Schema, where the rules in it are code that no converter can read. The same schema comes
 * back.
 */
export function documented<S extends Schema>(json: Documentation, schema: S): S {
  documentation.set(schema, json);
  return schema;
}

/** The JSON Schema that was given with `documented`, if any. */
export function documentationOf(schema: object): Documentation | undefined {
  return documentation.get(schema);
}
