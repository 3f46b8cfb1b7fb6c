import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import smartEncoding from '../../../vectors/smart-encoding.json' with { type: 'json' };
import { anyText } from './any-text.test-data.ts';
import { isGsm7 } from './is-gsm7.ts';
import { toGsm7 } from './to-gsm7.ts';

describe('toGsm7', () => {
  it('replaces every character of the tables, as the source that is followed has it', () => {
    const wrong = smartEncoding.map.filter(({ char, replacement }) => {
      const expected = {
        text: `x${replacement}y`,
        replaced: [{ index: 1, from: char, to: replacement }],
        unresolved: [],
      };
      return JSON.stringify(toGsm7(`x${char}y`)) !== JSON.stringify(expected);
    });
    expect(smartEncoding.map.length).toBeGreaterThan(200);
    expect(wrong).toEqual([]);
  });

  it('follows Twilio where the tables disagree', () => {
    expect(toGsm7('\t').text).toBe(' '.repeat(7));
    expect(toGsm7('«a»').text).toBe('"a"');
    expect(toGsm7('‚').text).toBe(',');
  });

  it('leaves a GSM-7 text as it is', () => {
    expect(toGsm7('Zwölf [Äpfel]: 3 €')).toEqual({
      text: 'Zwölf [Äpfel]: 3 €',
      replaced: [],
      unresolved: [],
    });
  });

  it('keeps what has no twin, and lists it by its place in the original', () => {
    expect(toGsm7('…\u{1f389} я\ud83d')).toEqual({
      text: '...\u{1f389} я\ud83d',
      replaced: [{ index: 0, from: '…', to: '...' }],
      unresolved: [
        { index: 1, char: '\u{1f389}' },
        { index: 4, char: 'я' },
        { index: 5, char: '\ud83d' },
      ],
    });
  });

  it('joins a letter and its combining accent where GSM-7 has the letter', () => {
    expect(toGsm7('cafe\u0301!')).toEqual({
      text: 'café!',
      replaced: [{ index: 3, from: 'e\u0301', to: 'é' }],
      unresolved: [],
    });
    expect(toGsm7('man\u0303ana').text).toBe('mañana');
  });

  it('joins them across a character that vanishes and after a full-width letter', () => {
    expect(toGsm7('a\u200b\u0308').replaced).toEqual([{ index: 0, from: 'a\u200b\u0308', to: 'ä' }]);
    expect(toGsm7('Ａ\u030a').replaced).toEqual([{ index: 0, from: 'Ａ\u030a', to: 'Å' }]);
  });

  it('does not join what GSM-7 lacks', () => {
    expect(toGsm7('c\u0327')).toMatchObject({ text: 'c\u0327', unresolved: [{ index: 1, char: '\u0327' }] });
  });

  it('replaces a character by its canonical equivalent', () => {
    expect(toGsm7('5 \u2126, 3 \u212b').text).toBe('5 Ω, 3 Å');
  });

  it('replaces small full-width letters like capital ones', () => {
    expect(toGsm7('Ｈｅｌｌｏ').text).toBe('Hello');
  });

  it('gives GSM-7 exactly where nothing is unresolved, and changes nothing when applied again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = toGsm7(text);
        expect(isGsm7(once.text)).toBe(once.unresolved.length === 0);
        const twice = toGsm7(once.text);
        expect(twice.text).toBe(once.text);
        expect(twice.replaced).toEqual([]);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('lists replacements from which the new text can be made', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: made, replaced, unresolved } = toGsm7(text);
        let rebuilt = '';
        let end = 0;
        for (const { index, from, to } of replaced) {
          expect(text.slice(index, index + from.length)).toBe(from);
          rebuilt += text.slice(end, index) + to;
          end = index + from.length;
        }
        expect(rebuilt + text.slice(end)).toBe(made);
        for (const { index, char } of unresolved) expect(text.slice(index, index + char.length)).toBe(char);
      }),
      { seed: 77, numRuns: 500 },
    );
  });
});
