import { describe, expect, it } from 'vitest';
import { destinationsOf } from './destinations.ts';
import { senderTroubles } from './sender-troubles.ts';

const { places } = destinationsOf([
  '+12025550123',
  '+12025550124',
  '+447700900123',
  '+5511912345678',
  '+80012345678',
]);

describe('senderTroubles', () => {
  it('names the countries of the list in which the sender cannot be used, and how many it is about', () => {
    const [first] = senderTroubles('Acme', places);
    expect(first).toMatchObject({ code: 'sender_unsupported', remedy: 'use number', refused: false });
    expect(first?.message).toBe(
      '“Acme” cannot be used in United States and Brazil: networks replace or drop the message there (3 of 5 recipients).',
    );
  });

  it('has nothing against a number, and nothing where nothing is wrong', () => {
    expect(senderTroubles('+447700900999', places)).toEqual([]);
    expect(senderTroubles('', places)).toEqual([]);
    expect(senderTroubles('Acme', destinationsOf(['+80012345678']).places)).toEqual([]);
  });
});
