import { describe, expect, it } from 'vitest';
import { toOpenApi } from '../openapi/to-open-api.ts';
import * as rules from '../rules/index.ts';
import { chattiV1 } from './chatti-v1.ts';
import { EVENT_TYPES } from './events.ts';
import { FACTS } from './facts.table.ts';
import * as contract from './index.ts';
import { FIELD_PROBLEMS, PROBLEMS } from './problems.table.ts';
import { MESSAGE_STATUSES } from './status.ts';

const facts = Object.values(FACTS).flat();
const labelled = new Set<string>(facts.flatMap(({ subjects }) => subjects));
const rows = Object.entries(chattiV1).flatMap(([resource, verbs]) =>
  Object.entries(verbs).map(([verb, row]) => ({ name: `${resource}.${verb}`, row })),
);

/** The fields of every shape that the contract exports a schema of. */
function fields(): string[] {
  return Object.entries(contract).flatMap(([name, schema]) => {
    if (!name.endsWith('Schema') || typeof schema !== 'object' || !('entries' in schema)) return [];
    const shape =
      'item' in schema ? 'Page' : `${name.charAt(0).toUpperCase()}${name.slice(1, -'Schema'.length)}`;
    return Object.keys(Object(schema.entries)).map((field) => `field ${shape}.${field}`);
  });
}

/** The names of headers and statuses, wherever the OpenAPI document has them. */
function onTheWire(): string[] {
  const info = { title: '', version: '', description: '', server: { url: '', description: '' } };
  const text = JSON.stringify(
    toOpenApi({ contract: chattiV1, named: {}, docs: { resources: {}, rows: {}, fields: {} }, info }),
  );
  const found = [
    ...Array.from(text.matchAll(/"([\w-]+)":\{"\$ref":"#\/components\/headers\//g), ([, name = '']) => name),
    ...Array.from(text.matchAll(/"name":"([\w-]+)","in":"header"/g), ([, name = '']) => name),
    ...Array.from(text.matchAll(/"in":"header","name":"([\w-]+)"/g), ([, name = '']) => name),
  ].map((name) => `header ${name.toLowerCase()}`);
  return [...found, ...Array.from(text.matchAll(/"(\d{3})":\{/g), ([, status = '']) => `status ${status}`)];
}

/** The values that the contract and the rules export: limits, lists, tables. */
function values(): string[] {
  return [...Object.keys(contract), ...Object.keys(rules)]
    .filter((name) => /^[A-Z][A-Z0-9_]+$/.test(name))
    .map((name) => `value ${name}`);
}

const parts = [
  ...rows.map(({ name }) => `row ${name}`),
  ...rows.map(({ row }) => `status ${row.status}`),
  ...Object.keys(PROBLEMS).map((code) => `problem ${code}`),
  ...Object.values(PROBLEMS).map(({ status }) => `status ${status}`),
  ...Object.keys(FIELD_PROBLEMS).map((code) => `field code ${code}`),
  ...MESSAGE_STATUSES.map((status) => `message status ${status}`),
  ...EVENT_TYPES.map((type) => `event ${type}`),
  ...fields(),
  ...values(),
  ...onTheWire(),
];

describe('the facts', () => {
  it('are about every part of the contract', () => {
    const unlabelled = parts.filter((part) => !labelled.has(part));
    expect(unlabelled).toEqual([]);
    expect(new Set(parts).size).toBeGreaterThan(250);
  });

  it('are about nothing that is not there', () => {
    const known = new Set(parts);
    // Values that the contract keeps to itself, and the header that every JSON API has.
    const inside =
      /^value (?:MAX_(?:BODY_BYTES|MEDIA|SUBJECT|REFERENCE)|METADATA_LIMITS|WEBHOOK_LIMITS|ENCODINGS|MESSAGE_TYPES|DIRECTIONS)$|^header content-type$/;
    expect([...labelled].filter((part) => !known.has(part) && !inside.test(part))).toEqual([]);
  });

  it('call no part both documented and chosen', () => {
    const of = (source: string): Set<string> =>
      new Set(facts.filter((fact) => fact.source === source).flatMap(({ subjects }) => subjects));
    expect([...of('documented')].filter((part) => of('chosen').has(part))).toEqual([]);
  });

  it('name the heading of what is documented, and of nothing else', () => {
    for (const { source, heading, sentence } of facts) {
      expect(heading !== undefined, sentence).toBe(source === 'documented');
    }
  });

  it('are each a sentence of its own', () => {
    const sentences = facts.map(({ sentence }) => sentence);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/\.$/);
  });
});
