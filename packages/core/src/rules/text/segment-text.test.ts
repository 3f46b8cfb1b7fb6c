import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../../vectors/segments.json' with { type: 'json' };
import { countSegments } from './count-segments.ts';
import { isGsm7 } from './is-gsm7.ts';
import { segmentText } from './segment-text.ts';
import { anyText } from './any-text.test-data.ts';

/** Facts of each vector that the rule decides; its other fields follow other rules (graphemes kept whole, a longer header). */
function factsOf(text: string): object {
  const { encoding, units, segments, parts } = segmentText(text);
  return {
    encoding,
    units,
    segments,
    perSegmentRemaining: parts.map((part) => part.remaining),
    partLengths: parts.map((part) => part.text.length),
  };
}

describe('segmentText', () => {
  it('is right on every vector', () => {
    const wrong = vectors.flatMap(
      ({ tag, text, encoding, units, segments, perSegmentRemaining, partLengths }) => {
        const expected = { encoding, units, segments, perSegmentRemaining, partLengths };
        const got = factsOf(text);
        return JSON.stringify(got) === JSON.stringify(expected) ? [] : [{ tag, text, expected, got }];
      },
    );
    expect(vectors.length).toBeGreaterThan(300);
    expect(wrong).toEqual([]);
  });

  it('gives the empty text one empty part', () => {
    expect(segmentText('').parts).toEqual([{ text: '', units: 0, remaining: 160 }]);
  });

  it('names every character that is not in GSM-7 by its UTF-16 offset', () => {
    expect(segmentText('a’\u{1f600}b\ud83d').nonGsm).toEqual([
      { index: 1, char: '’' },
      { index: 2, char: '\u{1f600}' },
      { index: 5, char: '\ud83d' },
    ]);
  });

  it('leaves the last unit of a segment free rather than cut a pair', () => {
    expect(segmentText(`${'a'.repeat(152)}€${'a'.repeat(10)}`).parts).toEqual([
      { text: 'a'.repeat(152), units: 152, remaining: 1 },
      { text: `€${'a'.repeat(10)}`, units: 12, remaining: 141 },
    ]);
  });

  it('has the facts of countSegments, parts that are the whole text, and room left in each', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { parts, nonGsm, ...facts } = segmentText(text);
        expect(facts).toEqual(countSegments(text));
        expect(parts.map((part) => part.text).join('')).toBe(text);
        expect(parts).toHaveLength(facts.segments);
        expect(parts.reduce((sum, part) => sum + part.units, 0)).toBe(facts.units);
        const gsm = facts.encoding === 'GSM-7';
        const limit = parts.length === 1 ? (gsm ? 160 : 70) : gsm ? 153 : 67;
        for (const part of parts) {
          expect(part.units).toBeLessThanOrEqual(limit);
          expect(part.remaining).toBe(limit - part.units);
        }
        expect(nonGsm.length === 0).toBe(isGsm7(text));
        for (const { index, char } of nonGsm) expect(text.slice(index, index + char.length)).toBe(char);
      }),
      { seed: 23038, numRuns: 300 },
    );
  });

  it('never starts a part with the second half of a pair', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const part of segmentText(text).parts.slice(0, -1)) {
          end += part.text.length;
          expect(text.codePointAt(end - 1)).toBeLessThan(0x10000);
        }
      }),
      { seed: 23040, numRuns: 300 },
    );
  });

  it('counts the code points that a string iterator walks', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(countSegments(text).characters).toBe(Array.from(text).length);
      }),
      { seed: 1570, numRuns: 300 },
    );
  });
});
