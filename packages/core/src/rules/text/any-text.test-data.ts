import * as fc from 'fast-check';
import { GSM7_BASIC, GSM7_EXTENSION } from './gsm7.table.ts';

/**
 * Texts of any UTF-16 units: often all GSM-7, often long enough for several segments, with escape pairs, whole and
 * lone surrogates, combining accents, characters that have a twin and ones that vanish.
 */
const gsm7Unit = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...Array.from(GSM7_BASIC)) },
  { weight: 1, arbitrary: fc.constantFrom(...Array.from(GSM7_EXTENSION)) },
);
const otherUnit = fc.constantFrom(
  '’',
  '«',
  '…',
  '\u200b',
  '\u0301',
  '\u0308',
  '\u0303',
  '\u030a',
  '\u00e7',
  'Ａ',
  'ｎ',
  'я',
);
const astral = fc.constantFrom('\u{1f600}', '\u{1f468}', '\u{10ffff}', '\ud83d', '\ude00');
const rawUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

export const anyText = fc.oneof(
  fc.string({ unit: gsm7Unit, maxLength: 700 }),
  fc.string({ unit: fc.oneof(gsm7Unit, otherUnit), maxLength: 200 }),
  fc.string({ unit: fc.oneof(gsm7Unit, astral), maxLength: 400 }),
  fc.string({ unit: fc.oneof(gsm7Unit, otherUnit, astral, rawUnit), maxLength: 300 }),
);
