import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandedLength } from './expanded-length.ts';
import { expandOptOut, OPT_OUT_TAG } from './opt-out-tag.ts';

describe('expandedLength', () => {
  it('counts a link for every tag', () => {
    expect(expandedLength('a {OptOutURL} b {OptOutURL}', 30)).toBe(65);
  });

  it('counts code points', () => {
    expect(expandedLength('\u{1f600}{OptOutURL}', 0)).toBe(1);
  });

  it('is the length of the text where there is no tag', () => {
    expect(expandedLength('abc', 30)).toBe(3);
    expect(expandedLength('', 30)).toBe(0);
  });

  it('is the number of characters of the expanded text', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '{', '}', OPT_OUT_TAG, '\u{1f600}', '{OptOut', 'URL}', '\ud83d '),
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 60 }), (body, linkLength) => {
        const expanded = expandOptOut(body, '-'.repeat(linkLength));
        expect(expandedLength(body, linkLength)).toBe(Array.from(expanded).length);
      }),
      { seed: 1570, numRuns: 300 },
    );
  });
});
