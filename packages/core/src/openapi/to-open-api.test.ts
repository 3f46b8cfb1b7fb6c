import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { chattiV1 } from '../contract/chatti-v1.ts';
import { documented } from '../contract/documented.ts';
import { defineContract, endpoint } from '../contract/endpoint.ts';
import { closed, id, open, optional, orNull, whole, words } from '../contract/fields.ts';
import { toOpenApi } from './to-open-api.ts';

const info = {
  title: 'Things',
  version: '1.0.0',
  description: 'An API of things.',
  server: { url: 'https://things.example', description: 'There' },
};

const part = open({ name: words(), size: orNull(whole()) });
const thing = open({ id: id(), parts: v.array(part), note: optional(words()) });
const key = closed({ id: id(), verbose: optional(documented({ type: 'boolean' }, v.unknown())) });
const get = endpoint({
  method: 'GET',
  path: '/things/{id}',
  input: key,
  output: thing,
  status: 200,
  retry: 'safe',
});
const save = endpoint({
  method: 'PUT',
  path: '/things/{id}',
  input: key,
  output: null,
  status: 204,
  retry: 'safe',
});
const document = toOpenApi({
  contract: defineContract({ things: { get, save } }),
  named: { Thing: thing, Part: part, Key: key, Unused: closed({}) },
  info,
  docs: {
    resources: { things: 'Things.' },
    rows: { 'things.get': 'Fetch one thing. It is fresh.' },
    fields: { Part: { name: 'What it is called.' } },
  },
});
const { get: operation, put } = document.paths['/things/{id}'] as Record<string, Record<string, unknown>>;

describe('an OpenAPI document', () => {
  it('has an operation for every row of the contract, named after it', () => {
    const whole_ = toOpenApi({
      contract: chattiV1,
      named: {},
      info,
      docs: { resources: {}, rows: {}, fields: {} },
    });
    const operations = Object.values(whole_.paths).flatMap(
      (path) => Object.values(path) as { operationId: string }[],
    );
    const rows = Object.entries(chattiV1).flatMap(([name, verbs]) =>
      Object.keys(verbs).map((verb) => `${name}.${verb}`),
    );
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(rows.sort());
  });

  it('takes summary and description from the comment of the row', () => {
    expect(operation).toMatchObject({ summary: 'Fetch one thing', description: 'It is fresh.' });
  });

  it('puts path keys into the path, and the rest into query or body', () => {
    expect(operation?.['parameters']).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string', minLength: 1 } },
      { name: 'verbose', in: 'query', required: false, schema: { type: 'boolean' } },
    ]);
    expect(put?.['requestBody']).toMatchObject({
      content: { 'application/json': { schema: { $ref: '#/components/schemas/KeyBody' } } },
    });
  });

  it('names shapes once, and only those in use', () => {
    const { schemas } = document['components'] as { schemas: Record<string, unknown> };
    expect(Object.keys(schemas)).toEqual(
      ['ErrorBody', 'KeyBody', 'Part', 'Thing'].filter((name) => name in schemas),
    );
    expect(schemas['Thing']).toMatchObject({
      required: ['id', 'parts'],
      properties: { parts: { type: 'array', items: { $ref: '#/components/schemas/Part' } } },
    });
    expect(schemas['Part']).toMatchObject({
      properties: {
        name: { type: 'string', description: 'What it is called.' },
        size: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
      },
    });
    expect(schemas).not.toHaveProperty('Unused');
  });

  it('lists every documented status of failure at every operation', () => {
    const statuses = Object.keys(operation?.['responses'] as object).sort();
    expect(statuses).toEqual(['200', '400', '401', '403', '404', '405', '429', '500', '503', '504']);
  });

  it('refuses a schema that nothing tells it how to write', () => {
    const dark = closed({ id: id(), when: v.pipe(words(), v.trim()) });
    const row = endpoint({
      method: 'GET',
      path: '/things/{id}',
      input: dark,
      output: null,
      status: 204,
      retry: 'safe',
    });
    const docs = { resources: {}, rows: {}, fields: {} };
    expect(() => toOpenApi({ contract: { things: { get: row } }, named: {}, info, docs })).toThrow('trim');
  });
});
