import { describe, expect, it } from 'vitest';
import { countSegments } from './count-segments.ts';

const EMOJI = '\u{1f600}';

describe('countSegments', () => {
  it('counts the empty text as no units in one segment', () => {
    expect(countSegments('')).toEqual({ encoding: 'GSM-7', characters: 0, units: 0, segments: 1 });
  });

  it.each([
    ['160 septets are one segment', 'a'.repeat(160), 160, 1],
    ['161 septets are two segments', 'a'.repeat(161), 161, 2],
    ['306 septets are two segments', 'a'.repeat(306), 306, 2],
    ['307 septets are three segments', 'a'.repeat(307), 307, 3],
    ['80 extension characters are one segment', '€'.repeat(80), 160, 1],
    [
      'an escape pair at the end of a segment moves to the next',
      `${'a'.repeat(152)}€${'a'.repeat(152)}`,
      306,
      3,
    ],
    ['a full text of plain characters is 11 segments', 'a'.repeat(1570), 1570, 11],
    ['a full text of extension characters is 21 segments', '{'.repeat(1570), 3140, 21],
  ])('GSM-7: %s', (_claim, text, units, segments) => {
    expect(countSegments(text)).toEqual({ encoding: 'GSM-7', characters: text.length, units, segments });
  });

  it.each([
    ['70 units are one segment', 'я'.repeat(70), 70, 1],
    ['71 units are two segments', 'я'.repeat(71), 71, 2],
    ['134 units are two segments', 'я'.repeat(134), 134, 2],
    ['135 units are three segments', 'я'.repeat(135), 135, 3],
    ['35 emoji are one segment', EMOJI.repeat(35), 35, 1],
    ['36 emoji are two segments', EMOJI.repeat(36), 36, 2],
    [
      'a surrogate pair at the end of a segment moves to the next',
      `${'я'.repeat(66)}${EMOJI}${'я'.repeat(66)}`,
      133,
      3,
    ],
    ['a full text of the basic plane is 24 segments', 'я'.repeat(1570), 1570, 24],
    ['a full text of astral characters is 48 segments', EMOJI.repeat(1570), 1570, 48],
  ])('UCS-2: %s', (_claim, text, characters, segments) => {
    expect(countSegments(text)).toEqual({ encoding: 'UCS-2', characters, units: text.length, segments });
  });

  it('counts a lone surrogate as one character and one unit', () => {
    expect(countSegments('hi \ud83d')).toEqual({ encoding: 'UCS-2', characters: 4, units: 4, segments: 1 });
    expect(countSegments('\udc4d\ud83d\ude00\ud83d')).toMatchObject({ characters: 3, units: 4 });
  });

  it('does not take the escape for a character of GSM-7', () => {
    expect(countSegments('\u001b').encoding).toBe('UCS-2');
  });
});
