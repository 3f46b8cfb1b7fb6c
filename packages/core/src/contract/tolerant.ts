import type { Schema } from './endpoint.ts';
import { isPageSchema } from './page.ts';

/** Says that a value cannot be read; not `undefined` or `null`, which can be values. */
const unreadable = Symbol('unreadable');

type Read = (value: unknown) => unknown;

/** What the client reads: the value, or the sentence why there is none. */
export type Reading<T> = { readonly value: T } | { readonly refusal: string };

const readers = new WeakMap<Schema, Read>();

/**
 * Reads a reply as forgivingly as the contract allows, by the row's own output schema: an object with an `id` (where
 * the shape has one) is a success; a field that is missing or of another type reads as null, `status` as
 * `'unknown'`; unknown fields stay. The list envelope alone is read strictly, since page numbers must be right.
 *
 * The value that is handed in is not changed.
 */
export function readTolerantly<T>(schema: Schema<unknown, T>, value: unknown): Reading<T> {
  const read = readerOf(schema);
  const result = read(value);
  if (result === unreadable) return { refusal: refusalOf(schema, value) };
  // The reader was derived from the schema of T.
  return { value: result as T };
}

function refusalOf(schema: Schema, value: unknown): string {
  if (!isObject(value)) return 'the body is not a JSON object';
  return isPageSchema(schema) ? 'the body is not a page of a list' : 'the body has no id';
}

function readerOf(schema: Schema): Read {
  let read = readers.get(schema);
  if (read === undefined) {
    read = isPageSchema(schema) ? pageReader(schema.item, entriesOf(schema)) : derive(schema);
    readers.set(schema, read);
  }
  return read;
}

function derive(schema: Schema): Read {
  switch (schema.type) {
    case 'string':
    case 'picklist':
      return (value) => (typeof value === 'string' ? value : unreadable);
    case 'number':
      return (value) => (typeof value === 'number' ? value : unreadable);
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? value : unreadable);
    case 'nullable':
    case 'nullish':
    case 'optional':
      return orNull(readerOf(wrappedIn(schema)));
    case 'array':
      return listReader(readerOf(partOf(schema, 'item')));
    case 'record':
      return recordReader(readerOf(partOf(schema, 'value')));
    case 'object':
    case 'loose_object':
    case 'strict_object':
      return objectReader(entriesOf(schema));
    default:
      // A shape of someone's own contract that has no tolerant reading: taken as it is.
      return (value) => value;
  }
}

function orNull(read: Read): Read {
  return (value) => (value === null || value === undefined ? null : read(value));
}

function listReader(read: Read): Read {
  return (value) => {
    if (!Array.isArray(value)) return unreadable;
    const items: unknown[] = value.map(read);
    return items.includes(unreadable) ? unreadable : items;
  };
}

function recordReader(read: Read): Read {
  return (value) =>
    isObject(value) && Object.values(value).every((item) => read(item) !== unreadable) ? value : unreadable;
}

function objectReader(entries: Readonly<Record<string, Schema>>): Read {
  const fields = Object.entries(entries).map(([key, schema]) => ({
    key,
    read: key === 'id' ? readId : readerOf(schema),
  }));
  return (value) => {
    if (!isObject(value)) return unreadable;
    // A copy only where something has to be mended.
    let result = value;
    for (const { key, read } of fields) {
      const given = Object.hasOwn(value, key) ? value[key] : undefined;
      let taken = read(given);
      if (taken === unreadable) {
        if (key === 'id') return unreadable;
        taken = key === 'status' ? 'unknown' : null;
      }
      if (taken !== given) {
        if (result === value) result = { ...value };
        result[key] = taken;
      }
    }
    return result;
  };
}

/** An id is text, or a number that survived JSON: beyond 2^53 it may have become the id of something else. */
function readId(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? unreadable : value;
  return Number.isSafeInteger(value) ? String(value) : unreadable;
}

function pageReader(item: Schema, entries: Readonly<Record<string, Schema>>): Read {
  const readItem = readerOf(item);
  const envelope = Object.entries(entries).filter(([key]) => key !== 'data');
  const strict = envelope.map(([key, schema]) => ({
    key,
    nullable: schema.type === 'nullable',
    read: derive(schema),
  }));
  return (value) => {
    if (!isObject(value) || !Array.isArray(value['data'])) return unreadable;
    for (const { key, nullable, read } of strict) {
      const given = value[key];
      if (given === undefined || (given === null && !nullable) || read(given) === unreadable)
        return unreadable;
    }
    const data: unknown[] = value['data'].map(readItem);
    return data.includes(unreadable) ? unreadable : { ...value, data };
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entriesOf(schema: Schema): Readonly<Record<string, Schema>> {
  // Valibot's object schemas hold their fields here; the general schema type does not say so.
  return 'entries' in schema ? (schema.entries as Record<string, Schema>) : {};
}

function wrappedIn(schema: Schema): Schema {
  return partOf(schema, 'wrapped');
}

function partOf(schema: Schema, key: 'wrapped' | 'item' | 'value'): Schema {
  // As above, for wrappers, lists and records.
  return (schema as unknown as Record<typeof key, Schema>)[key];
}
