import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { documentationOf, type JsonSchema } from '../contract/documented.ts';
import type { Schema } from '../contract/endpoint.ts';

/** The comments of the fields of each component. */
export type FieldDocs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Converts schemas to JSON Schema; named ones become references, and only those that are used become components. */
export class JsonSchemas {
  readonly #names = new Map<Schema, string>();
  readonly #docs: FieldDocs;
  readonly #components = new Map<string, JsonSchema>();
  readonly #placeholders = new WeakMap<object, JsonSchema>();

  constructor(named: Readonly<Record<string, Schema>>, docs: FieldDocs) {
    for (const [name, schema] of Object.entries(named)) this.#names.set(schema, name);
    this.#docs = docs;
  }

  /** The name of a schema that was given one. */
  nameOf(schema: Schema): string | undefined {
    return this.#names.get(schema);
  }

  /** The components that were referred to so far, by name in alphabetical order. */
  components(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#components].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** A reference where the schema has a name, else the schema itself. */
  refer(schema: Schema): JsonSchema {
    const name = this.#names.get(schema);
    if (name === undefined) return this.convert(schema);
    if (!this.#components.has(name)) {
      // Held open first, so that a shape which contains itself ends here.
      this.#components.set(name, {});
      this.#components.set(name, describe(this.convert(schema), this.#docs[name] ?? {}));
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  /** A component made of JSON Schema by hand. */
  add(name: string, schema: JsonSchema): JsonSchema {
    this.#components.set(name, schema);
    return { $ref: `#/components/schemas/${name}` };
  }

  /** The comments of a component's fields. */
  docsOf(name: string): Readonly<Record<string, string>> {
    return this.#docs[name] ?? {};
  }

  /** The schema itself, written out; what is inside may be references. */
  convert(schema: Schema): JsonSchema {
    const { $schema: _, ...json } = toJsonSchema(this.#prepare(schema), {
      target: 'draft-2020-12',
      typeMode: 'input',
      errorMode: 'throw',
      overrideSchema: ({ valibotSchema }) => this.#placeholders.get(valibotSchema),
    });
    return json;
  }

  /** The same schema, with a placeholder for each one inside that is named or brings its own JSON Schema. */
  #prepare(schema: Schema): Schema {
    const own = documentationOf(schema);
    if (own !== undefined) {
      const json = typeof own === 'function' ? own((inner) => this.#inner(inner)) : own;
      return isOptional(schema) ? v.optional(this.#placeholder(json)) : this.#placeholder(json);
    }
    if ('entries' in schema) {
      // Valibot's object schemas hold their fields here; the general schema type does not say so.
      const entries = Object.entries(schema.entries as Record<string, Schema>);
      return clone(schema, {
        entries: Object.fromEntries(entries.map(([key, entry]) => [key, this.#part(entry)])),
      });
    }
    for (const key of ['wrapped', 'item', 'value'] as const) {
      // As above, for wrappers, lists and records.
      const part = (schema as unknown as Readonly<Record<string, Schema | undefined>>)[key];
      if (part !== undefined) return clone(schema, { [key]: this.#part(part) });
    }
    return schema;
  }

  #part(schema: Schema): Schema {
    return this.#names.has(schema) ? this.#placeholder(this.refer(schema)) : this.#prepare(schema);
  }

  #inner(schema: Schema): JsonSchema {
    return this.#names.has(schema) ? this.refer(schema) : this.convert(schema);
  }

  #placeholder(json: JsonSchema): Schema {
    const placeholder = v.unknown();
    this.#placeholders.set(placeholder, json);
    return placeholder;
  }
}

function isOptional(schema: Schema): boolean {
  return schema.type === 'optional' || schema.type === 'nullish' || schema.type === 'exact_optional';
}

function clone(schema: Schema, parts: object): Schema {
  return { ...schema, ...parts };
}

/** Puts the comments of the fields into an object's properties. */
export function describe(schema: JsonSchema, docs: Readonly<Record<string, string>>): JsonSchema {
  if (typeof schema['properties'] !== 'object' || schema['properties'] === null) return schema;
  // The converter writes an object of schemas here.
  const properties = Object.entries(schema['properties'] as Record<string, JsonSchema>);
  return {
    ...schema,
    properties: Object.fromEntries(
      properties.map(([key, value]) => {
        const text = docs[key];
        return [key, text === undefined ? value : { description: text, ...value }];
      }),
    ),
  };
}
