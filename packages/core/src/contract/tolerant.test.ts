import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messagePageSchema, messageSchema, batchResultSchema } from './message.ts';
import { optOutSchema } from './opt-outs.ts';
import { readTolerantly } from './tolerant.ts';

const envelope = {
  total: 1,
  item_count: 1,
  current_page: 1,
  per_page: 50,
  first_item: 1,
  last_item: 1,
  prev_page_url: null,
  next_page_url: null,
};

function read(schema: Parameters<typeof readTolerantly>[0], value: unknown): unknown {
  const reading = readTolerantly(schema, value);
  return 'value' in reading ? reading.value : reading;
}

describe('a reply with a message', () => {
  it('is read with nothing but an id', () => {
    expect(read(messageSchema, { id: 'm1' })).toMatchObject({
      id: 'm1',
      status: 'unknown',
      body: null,
      segments: null,
    });
  });

  it('hands a number of an id on as text', () => {
    expect(read(messageSchema, { id: 42 })).toMatchObject({ id: '42' });
  });

  it.each([{}, { id: '' }, { id: null }, { id: {} }, { id: 2 ** 53 }])(
    'without a usable id is refused: %j',
    (value) => {
      expect(read(messageSchema, value)).toEqual({ refusal: 'the body has no id' });
    },
  );

  it.each([null, [], 'x', 1, true])('that is %j is refused', (value) => {
    expect(read(messageSchema, value)).toEqual({ refusal: 'the body is not a JSON object' });
  });

  it('keeps fields it does not know', () => {
    expect(read(messageSchema, { id: 'm1', carrier: 'x' })).toMatchObject({ carrier: 'x' });
  });

  it('keeps a status it does not know', () => {
    expect(read(messageSchema, { id: 'm1', status: 'read_by_recipient' })).toMatchObject({
      status: 'read_by_recipient',
    });
  });

  it('reads a field of another type as null', () => {
    expect(read(messageSchema, { id: 'm1', segments: 'two', body: 7, media: {}, error: 'x' })).toMatchObject({
      segments: null,
      body: null,
      media: null,
      error: null,
    });
  });

  it('never throws, whatever JSON stands beside the id, and leaves it untouched', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('status', 'to', 'media', 'error', 'metadata', 'x'), fc.jsonValue()),
        (rest) => {
          const value = Object.freeze({ id: 'm1', ...rest });
          expect(read(messageSchema, value)).toMatchObject({ id: 'm1' });
        },
      ),
      { seed: 110 },
    );
  });

  it('is not harmed by a key named __proto__', () => {
    const value: unknown = JSON.parse('{"id":"m1","__proto__":{"status":"delivered"}}');
    expect(read(messageSchema, value)).toMatchObject({ status: 'unknown' });
    expect({}).not.toHaveProperty('status');
  });
});

describe('a reply with a list', () => {
  it('is read, each item as tolerantly as alone', () => {
    expect(read(messagePageSchema, { ...envelope, data: [{ id: 1 }] })).toMatchObject({
      total: 1,
      data: [{ id: '1', status: 'unknown' }],
    });
  });

  it.each(['total', 'item_count', 'current_page', 'per_page', 'first_item', 'next_page_url', 'data'])(
    'without %s is refused',
    (key) => {
      const { [key]: _, ...rest } = { ...envelope, data: [] } as Record<string, unknown>;
      expect(read(messagePageSchema, rest)).toEqual({ refusal: 'the body is not a page of a list' });
    },
  );

  it('with an item that has no id is refused', () => {
    expect(read(messagePageSchema, { ...envelope, data: [{}] })).toHaveProperty('refusal');
  });
});

describe('a reply without an id in its shape', () => {
  it('is read from any object', () => {
    expect(read(optOutSchema, {})).toEqual({
      number: null,
      source: null,
      message_id: null,
      created_at: null,
    });
  });

  it('of a batch keeps what can be read of each item', () => {
    const items = [
      { index: 0, status: 'accepted', message: { id: 7 } },
      { index: 1, status: 'rejected', message: null },
    ];
    expect(read(batchResultSchema, { data: items })).toMatchObject({
      total_count: null,
      data: [
        { message: { id: '7', status: 'unknown' }, error: null },
        { index: 1, message: null },
      ],
    });
  });
});
