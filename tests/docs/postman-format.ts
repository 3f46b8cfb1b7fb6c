import * as v from 'valibot';

// The Postman Collection Format 2.1, as far as the collection uses it. Closed, so that a misspelled key is found.

const text = v.string();
const attribute = v.strictObject({
  key: text,
  value: text,
  type: v.picklist(['string', 'boolean', 'number']),
});
const parameter = v.strictObject({
  key: text,
  value: text,
  description: v.optional(text),
  disabled: v.optional(v.boolean()),
});

const url = v.strictObject({
  raw: text,
  host: v.array(text),
  path: v.array(text),
  query: v.optional(v.array(parameter)),
  variable: v.optional(v.array(parameter)),
});

const body = v.strictObject({
  mode: v.literal('raw'),
  raw: v.pipe(text, v.parseJson()),
  options: v.strictObject({ raw: v.strictObject({ language: v.literal('json') }) }),
});

const item = v.strictObject({
  name: text,
  request: v.strictObject({
    method: v.picklist(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    description: text,
    header: v.array(parameter),
    url,
    body: v.optional(body),
  }),
  response: v.tuple([]),
});

/** A collection of format 2.1. */
export const collectionSchema = v.strictObject({
  info: v.strictObject({
    name: text,
    description: text,
    schema: v.literal('https://schema.getpostman.com/json/collection/v2.1.0/collection.json'),
  }),
  item: v.array(v.strictObject({ name: text, description: text, item: v.array(item) })),
  auth: v.strictObject({ type: v.literal('apikey'), apikey: v.array(attribute) }),
  variable: v.array(attribute),
});
