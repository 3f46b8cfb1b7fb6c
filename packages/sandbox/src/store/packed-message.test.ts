import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packMessage, type PackedFields, unpackMessage } from './packed-message.ts';

const plain: PackedFields = {
  body: 'Your order is ready.',
  body_template: null,
  characters: 20,
  encoding: 'GSM-7',
  segments: 1,
  media: [],
  subject: null,
  metadata: {},
  price: '0.0420',
  currency: 'USD',
  in_reply_to: null,
  scheduled_at: null,
  received_at: null,
};

const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });

const file = fc.record({
  url: fc.webUrl(),
  content_type: fc.constant('image/png'),
  filename: fc.string(),
  size: orNull(fc.nat()),
});

const fields: fc.Arbitrary<PackedFields> = fc.record({
  body: orNull(fc.string({ unit: 'binary' })),
  body_template: orNull(fc.string()),
  characters: fc.nat(),
  encoding: fc.constantFrom('GSM-7', 'UCS-2'),
  segments: fc.nat({ max: 3 }),
  media: fc.array(file, { maxLength: 2 }),
  subject: orNull(fc.string()),
  metadata: fc.dictionary(fc.string(), fc.string(), { maxKeys: 3, noNullPrototype: true }),
  price: orNull(fc.constantFrom('0.0000', '0.0420')),
  currency: fc.constantFrom('USD', 'EUR'),
  in_reply_to: orNull(fc.string()),
  scheduled_at: orNull(fc.constant('2026-01-01T00:00:00.000Z')),
  received_at: orNull(fc.constant('2026-01-01T00:00:00.000Z')),
});

describe('packMessage', () => {
  it('loses nothing of any message', () => {
    fc.assert(
      fc.property(fields, (all) => {
        expect(unpackMessage(packMessage(all))).toEqual(all);
      }),
      { seed: 123 },
    );
  });

  it('leaves out what is as usual', () => {
    expect(JSON.parse(packMessage(plain))).toEqual({
      body: 'Your order is ready.',
      characters: 20,
      price: '0.0420',
    });
  });
});

describe('unpackMessage', () => {
  it('gives each message lists and metadata of its own', () => {
    const packed = packMessage(plain);
    expect(unpackMessage(packed).media).not.toBe(unpackMessage(packed).media);
    expect(unpackMessage(packed).metadata).not.toBe(unpackMessage(packed).metadata);
  });
});
