import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { chattiV1 } from './chatti-v1.ts';
import { type AnyEndpoint, defineContract, endpoint, pathKeys } from './endpoint.ts';
import { closed, id, oneOf } from './fields.ts';
import { decodeRequest, encodeRequest, hasBody } from './wire.ts';

const rows: readonly (readonly [string, AnyEndpoint])[] = Object.entries(chattiV1).flatMap(
  ([resource, verbs]) => Object.entries(verbs).map(([verb, row]) => [`${resource}.${verb}`, row] as const),
);

const phone = fc.constantFrom('+447700900123', '44 7700 900-123', '(1) 202.555.0147', '+6591234567');
const sender = fc.constantFrom('Acme Shoes', '+447700900999', '447700900999');
const hostileId = fc.constantFrom('a/b?c', 'a b', '%2e%2e', '../x', 'ü#', '+44', 'msg_1');
const time = fc.oneof(
  fc.constantFrom('next monday 9am', '2002-10-20T12:26:13+00:00', 'yesterday'),
  fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }),
);
const body = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .filter((text) => !text.includes('\0'));
const reference = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 });
const page = {
  page: fc.integer({ min: 1 }),
  per_page: fc.integer({ min: 1, max: 1000 }),
  after: time,
  before: time,
};
const send = {
  from: sender,
  body,
  reference,
  scheduled_at: time,
  metadata: fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), fc.string({ maxLength: 20 }), {
    maxKeys: 4,
  }),
};
const webhook = {
  name: reference,
  url: fc.constantFrom('https://example.org/hook', 'http://127.0.0.1:3000/x?y=1'),
  events: fc.constantFrom(['*'], ['message.sent', 'opt_out.created']),
};

/** For each row an input that holds, as its callers would write it. */
const inputs: Readonly<Record<string, fc.Arbitrary<object>>> = {
  'messages.send': fc.record({ ...send, to: phone }, { requiredKeys: ['to', 'body'] }),
  'messages.sendBatch': fc.record(
    {
      messages: fc.array(fc.record({ ...send, to: phone }, { requiredKeys: ['to', 'body'] }), {
        minLength: 1,
        maxLength: 3,
      }),
      from: sender,
    },
    { requiredKeys: ['messages'] },
  ),
  'messages.list': fc.record(
    { ...page, direction: fc.constantFrom('inbound', 'outbound'), to: phone, from: sender, reference },
    { requiredKeys: [] },
  ),
  'messages.get': fc.record({ id: hostileId }),
  'messages.cancel': fc.record({ id: hostileId }),
  'messages.preview': fc.record({ ...send, to: phone }, { requiredKeys: [] }),
  'optOuts.list': fc.record(page, { requiredKeys: [] }),
  'optOuts.get': fc.record({ number: phone }),
  'optOuts.create': fc.record(
    { number: phone, source: fc.constantFrom('api', 'import') },
    { requiredKeys: ['number'] },
  ),
  'optOuts.delete': fc.record({ number: phone }),
  'senders.list': fc.record(page, { requiredKeys: [] }),
  'account.get': fc.constant({}),
  'webhooks.list': fc.record(page, { requiredKeys: [] }),
  'webhooks.create': fc.record(
    { ...webhook, active: fc.boolean() },
    { requiredKeys: ['name', 'url', 'events'] },
  ),
  'webhooks.get': fc.record({ id: hostileId }),
  'webhooks.update': fc.record({ ...webhook, id: hostileId }),
  'webhooks.delete': fc.record({ id: hostileId }),
  'webhooks.test': fc.record({ id: hostileId }),
};

/** What a server gets: path segments and query decoded, the body parsed. */
function overTheWire(row: AnyEndpoint, input: object): unknown {
  const { path, query, body: text } = encodeRequest(row, input);
  const segments = path.split('/');
  const params = Object.fromEntries(
    row.path.split('/').flatMap((part, index) => {
      const [key] = pathKeys(part);
      return key === undefined ? [] : [[key, decodeURIComponent(segments[index] ?? '')]];
    }),
  );
  expect(segments).toHaveLength(row.path.split('/').length);
  return decodeRequest(row, {
    params,
    query: new URLSearchParams(query),
    body: text === undefined ? undefined : JSON.parse(text),
  });
}

describe('every row of the contract', () => {
  it('has an input here, so that no new row escapes these tests', () => {
    expect(Object.keys(inputs).sort()).toEqual(rows.map(([name]) => name).sort());
  });

  it.each(rows)('%s has path keys that are keys of its input', (_, row) => {
    const entries = 'entries' in row.input ? Object.keys(row.input.entries as object) : [];
    for (const key of pathKeys(row.path)) expect(entries).toContain(key);
  });

  it.each(rows)('%s parses what it parsed to the same', (name, row) => {
    fc.assert(
      fc.property(inputs[name] ?? fc.constant({}), (input) => {
        const once = v.parse(row.input, input);
        expect(v.parse(row.input, once)).toEqual(once);
      }),
      { seed: 105 },
    );
  });

  it.each(rows)('%s arrives as it was sent', (name, row) => {
    fc.assert(
      fc.property(inputs[name] ?? fc.constant({}), (input) => {
        const parsed = v.parse(row.input, input) as object;
        expect(v.parse(row.input, overTheWire(row, parsed))).toEqual(parsed);
      }),
      { seed: 106 },
    );
  });

  it.each(rows)('%s refuses a key it does not know, and names it', (name, row) => {
    const [input] = fc.sample(inputs[name] ?? fc.constant({}), { seed: 107, numRuns: 1 });
    const result = v.safeParse(row.input, { ...input, bdoy: 'x' });
    expect(result.issues?.map((issue) => v.getDotPath(issue))).toEqual(['bdoy']);
  });

  it.each(rows)('%s refuses what is no object', (_, row) => {
    for (const value of [[], [{}], null, 'x', 1, true])
      expect(v.safeParse(row.input, value).success).toBe(false);
  });

  it.each(rows)('%s leaves a frozen input untouched', (name, row) => {
    const [input] = fc.sample(inputs[name] ?? fc.constant({}), { seed: 108, numRuns: 1 });
    expect(() => encodeRequest(row, v.parse(row.input, Object.freeze({ ...input })) as object)).not.toThrow();
  });

  it.each(rows)('%s is safe to repeat exactly where it cannot send or make a second thing', (name, row) => {
    const never = ['messages.send', 'messages.sendBatch', 'webhooks.create', 'webhooks.test'];
    expect(row.retry).toBe(never.includes(name) ? 'never' : 'safe');
  });

  it.each(rows)('%s answers 204 exactly where there is nothing to give', (_, row) => {
    expect(row.status).toBe(row.output === null ? 204 : 200);
  });
});

describe('a path', () => {
  const row = chattiV1.messages.get;

  it.each(['', '.', '..'])('cannot be led astray by an id of %j', (id_) => {
    expect(() => encodeRequest(row, { id: id_ })).toThrow('id cannot be part of a URL');
  });

  it('cannot be led astray by half a surrogate pair', () => {
    expect(() => encodeRequest(row, { id: '\ud800' })).toThrow('id cannot be part of a URL');
  });

  it('refuses half a surrogate pair in a query as well', () => {
    expect(() => encodeRequest(chattiV1.messages.list, { after: '\ud800' })).toThrow(
      'after cannot be part of a URL',
    );
  });

  it('keeps any other id in one segment', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (text) => {
        fc.pre(text !== '.' && text !== '..');
        const { path } = encodeRequest(row, { id: text });
        expect(path.split('/')).toHaveLength(3);
        expect(new URL(`http://127.0.0.1/v1${path}`).pathname).toBe(`/v1${path}`);
      }),
      { seed: 109 },
    );
  });
});

describe('a body', () => {
  it('is left out where only the path is given', () => {
    expect(encodeRequest(chattiV1.messages.cancel, { id: 'x' }).body).toBeUndefined();
  });

  it('carries fields only with the methods that have one', () => {
    expect(['GET', 'DELETE'].map(hasBody)).toEqual([false, false]);
    expect(['POST', 'PUT', 'PATCH'].map(hasBody)).toEqual([true, true, true]);
  });

  it('cannot rename the thing in the path', () => {
    const parts = { params: { id: 'mine' }, query: [], body: { id: 'other', name: 'x' } };
    expect(decodeRequest(chattiV1.webhooks.update, parts)).toEqual({ id: 'mine', name: 'x' });
  });

  it('that is no object is left for the schema to refuse', () => {
    expect(decodeRequest(chattiV1.messages.send, { params: {}, query: [], body: [1] })).toEqual([1]);
  });
});

describe('a contract of one’s own', () => {
  const input = closed({ id: id(), kind: oneOf(['a', 'b']) });
  const row = endpoint({
    method: 'GET',
    path: '/things/{id}',
    input,
    output: null,
    status: 204,
    retry: 'safe',
  });

  it('refuses two rows at one place', () => {
    expect(() => defineContract({ things: { get: row, read: row } })).toThrow(
      'GET /things/{} is in the contract twice',
    );
  });

  it('refuses a path whose key no input can fill', () => {
    const wrong = { ...row, path: '/things/{name}' } as const;
    expect(() => defineContract({ things: { get: wrong } })).toThrow(
      'things.get: the input has no field {name}',
    );
  });
});
