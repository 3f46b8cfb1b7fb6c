import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimestamp } from './parse-timestamp.ts';

const NOW = new Date('2024-02-29T12:34:56Z');

const read = (text: string): Date | undefined => parseTimestamp(text, NOW);

describe('refusals', () => {
  it.each([
    '',
    '.',
    ',',
    '13/01/2024',
    '2024-13-01',
    '30 February',
    '2023-02-29',
    '2/29/2023',
    '31.04.2024',
    '2024-00-10',
    '2024-01-00',
    '2023-366',
    '2021-W53',
    '2024-W54',
    '2024-W01-0',
    '2024',
    '1999',
    ' 2024 UTC',
    '12',
    'garbage',
    'in 2 days',
    'demain',
    '25:00',
    '2024-01-01 2024-01-02',
    '10:00 11:00',
    '1500 msec ago',
    '2024-05-06\0',
    '２０２４-05-06',
    '1 μs',
    '+99999999 years',
    '@99999999999999999999',
  ])('refuses %j', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('refuses every day that its month does not have, in each form', () => {
    const impossible = fc.integer({ min: 1, max: 9999 }).chain((year) => {
      const february = new Date(Date.UTC(2000 + (year % 400), 2, 0)).getUTCDate();
      return fc
        .constantFrom(['02', february + 1], ['02', 31], ['04', 31], ['11', 31])
        .map(([month, day]) => ({
          year: String(year).padStart(4, '0'),
          month,
          day,
        }));
    });
    fc.assert(
      fc.property(impossible, ({ year, month, day }) => {
        for (const text of [
          `${year}-${month}-${day}`,
          `${month}/${day}/${year}`,
          `${day}.${month}.${year}`,
        ]) {
          expect(read(text)).toBeUndefined();
        }
      }),
      { seed: 112 },
    );
  });
});

describe('any text', () => {
  it('is read as a valid date or refused, without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 300 })), (text) => {
        expect(read(text)?.getTime()).not.toBeNaN();
      }),
      { seed: 113, numRuns: 2000 },
    );
  });

  it('made of pieces of dates is read as a valid date or refused, without throwing', () => {
    const piece = fc.constantFrom(
      ...'2024-01-31|12/25|10:15|T1015|@12.5|monday|next|last|week|month|first|day of|ago|noon|+3|-1|weekdays'.split(
        '|',
      ),
      ...'UTC|EST|(Z)|Europe/Paris|+05:30|back of|7pm|5th|May|2024|W|III|days|sat of|,|.|-|µs|ms|99999999999'.split(
        '|',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom(' ', '', '\t'), (pieces, space) => {
        expect(read(pieces.join(space))?.getTime()).not.toBeNaN();
      }),
      { seed: 114, numRuns: 2000 },
    );
  });

  it('of more than 256 units is refused, and one of 256 is not for its length', () => {
    expect(read(`now${' '.repeat(253)}`)).toEqual(NOW);
    expect(read(`now${' '.repeat(254)}`)).toBeUndefined();
  });
});
