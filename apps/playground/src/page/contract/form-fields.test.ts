import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { OpenApi } from './documents.ts';
import { inputSchema, itemSchema } from './documents.ts';
import { formFields, inputOf } from './form-fields.ts';

const file = new URL('../../../../../docs/openapi.json', import.meta.url);
// The document is generated from the contract, and a check holds it fresh.
const document = JSON.parse(readFileSync(file, 'utf8')) as OpenApi;

describe('formFields', () => {
  it('draws each field of the contract by its kind', () => {
    const kinds = formFields(inputSchema(document, 'webhooks.create')).map(({ name, kind, required }) => [
      name,
      kind,
      required,
    ]);
    expect(kinds).toEqual([
      ['name', 'text', true],
      ['url', 'text', true],
      ['events', 'choices', true],
      ['active', 'flag', false],
    ]);
  });

  it('offers what the contract allows', () => {
    const source = formFields(inputSchema(document, 'optOuts.create')).find(({ name }) => name === 'source');
    expect(source).toMatchObject({ kind: 'choice', options: ['api', 'import'], required: false });
  });

  it('has a comment for every field of every row that takes a body', () => {
    const rows = ['optOuts.create', 'webhooks.create', 'webhooks.update'];
    const hints = rows.flatMap((row) => formFields(inputSchema(document, row)).map(({ hint }) => hint));
    expect(hints.length).toBeGreaterThan(8);
    expect(hints).not.toContain(undefined);
  });
});

describe('inputOf', () => {
  const fields = formFields({
    properties: {
      name: { type: 'string' },
      limit: { type: 'integer' },
      active: { type: 'boolean' },
      events: { type: 'array', items: { enum: ['a', 'b'] } },
      faults: { type: 'array', items: { type: 'string' } },
    },
  });

  it('leaves out what is not filled in', () => {
    expect(inputOf(fields, { name: ' ', limit: '', events: [], faults: '\n' })).toEqual({});
  });

  it('gives each field the type that the contract has for it', () => {
    const values = { name: 'x', limit: '12', active: false, events: ['b'], faults: '503\n\n ok ' };
    expect(inputOf(fields, values)).toEqual({
      name: 'x',
      limit: 12,
      active: false,
      events: ['b'],
      faults: ['503', 'ok'],
    });
  });
});

describe('documents', () => {
  it('finds what a list lists', () => {
    expect(Object.keys(itemSchema(document, 'optOuts.list').properties ?? {})).toEqual([
      'number',
      'source',
      'message_id',
      'created_at',
    ]);
  });
});
