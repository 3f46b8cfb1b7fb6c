import fc from 'fast-check';
import { expect, it } from 'vitest';
import { base32Number, createNames, readBase32Number } from './names.ts';

it('derives the same bytes from the same seed and path, and others from others', () => {
  const first = createNames('seed').bytes(16, ['message', 'a', 1]);
  expect(createNames('seed').bytes(16, ['message', 'a', 1])).toEqual(first);
  expect(createNames('seed').bytes(16, ['message', 'a', 2])).not.toEqual(first);
  expect(createNames('other').bytes(16, ['message', 'a', 1])).not.toEqual(first);
  expect(first).toHaveLength(16);
});

it('tells paths apart whose parts only join alike', () => {
  const names = createNames('seed');
  expect(names.bytes(16, ['a', 'b'])).not.toEqual(names.bytes(16, ['a b']));
  expect(names.bytes(16, ['a', '1'])).not.toEqual(names.bytes(16, ['a', 1]));
});

it('is random without a seed', () => {
  const names = createNames(undefined);
  expect(names.bytes(16, ['a'])).not.toEqual(names.bytes(16, ['a']));
});

it('writes numbers as text that sorts as they do', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), fc.nat(2 ** 31 - 1), (one, other) => {
      expect(base32Number(one, 8) < base32Number(other, 8)).toBe(one < other);
      expect(readBase32Number(base32Number(one, 8))).toBe(one);
    }),
    { seed: 121 },
  );
});

it('reads no number from what is none', () => {
  expect(readBase32Number('00i0')).toBeUndefined();
  expect(readBase32Number('é')).toBeUndefined();
});
