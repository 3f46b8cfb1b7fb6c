import { describe, expect, it } from 'vitest';
import { readLens } from './lens.ts';
import { mendOffer, mendSentence } from './mend-sentence.ts';

const link = 'http://127.0.0.1:4010/o/AAAAAAAAAAAAAAAAAAAAAA';

/** Makes texts that are easy to count: the letter x so many times. */
const x = (length: number): string => 'x'.repeat(length);

describe('readLens', () => {
  it('gives back the text as written, whatever it holds', () => {
    for (const text of [
      '',
      'plain',
      'It’s 🎉',
      `${x(150)}{OptOutURL}’${x(150)}{OptOutURL}`,
      '’’’',
      '{OptOutURL}{OptOutURL}',
    ]) {
      expect(
        readLens(text, link)
          .spans.map((span) => span.text)
          .join(''),
      ).toBe(text);
    }
  });

  it('cuts where the next segment begins', () => {
    const { spans, segments, left } = readLens(x(161), link);
    expect(spans.map(({ text, segment }) => [text.length, segment])).toEqual([
      [153, 0],
      [8, 1],
    ]);
    expect(segments).toBe(2);
    expect(left).toBe(145);
  });

  it('counts the link in place of the tag, and tells where it is cut', () => {
    const { spans, segments, characters } = readLens(`${x(140)}{OptOutURL} bye`, link);
    expect(characters).toBe(140 + link.length + 4);
    expect(segments).toBe(2);
    expect(spans.map(({ kind, segment, lastSegment }) => [kind, segment, lastSegment])).toEqual([
      ['plain', 0, 0],
      ['tag', 0, 1],
      ['plain', 1, 1],
    ]);
  });

  it('begins a segment with the tag where the link begins it', () => {
    const { spans } = readLens(`${x(153)}{OptOutURL}`, link);
    expect(spans.map(({ kind, segment }) => [kind, segment])).toEqual([
      ['plain', 0],
      ['tag', 1],
    ]);
  });

  it('finds the foreign character behind a tag', () => {
    const { spans, mend } = readLens('Stop: {OptOutURL} – it’s 🎉', link);
    expect(spans.filter(({ kind }) => kind === 'foreign').map(({ text }) => text)).toEqual(['–', '’', '🎉']);
    expect(mend?.foreign.map(({ position }) => position)).toEqual([19, 23, 26]);
  });
});

describe('a text that no message can hold', () => {
  it('is counted, and drawn as one piece', () => {
    const text = '’'.repeat(100_000);
    const { spans, drawn, characters, segments } = readLens(text, link);
    expect([spans.length, drawn]).toEqual([1, false]);
    expect(characters).toBe(100_000);
    expect(segments).toBe(Math.ceil(100_000 / 67));
  });
});

describe('the text of an MMS', () => {
  it('is not cut, and any character in it is as good as another', () => {
    const { spans, drawn, mend } = readLens('’'.repeat(200), link, 'mms');
    expect([spans.length, drawn, mend]).toEqual([1, false, undefined]);
  });
});

describe('mending', () => {
  it('names the one character, its place, its price and its twin', () => {
    const text = `${x(94)}’${x(57)}`;
    const lens = readLens(text, link);
    expect(lens.mend && mendSentence(lens, lens.mend)).toBe(
      'One character, ’ at 95, turns the text into UCS-2 and costs 2 more segments.',
    );
    expect(lens.mend && mendOffer(lens.mend)).toBe("Use ' instead: 1 segment");
    expect(lens.mend?.mended).toBe(text.replace('’', "'"));
  });

  it('offers to leave out what has no twin, and says what stays otherwise', () => {
    const lens = readLens(`It’s ${x(70)} 🎉`, link);
    expect(lens.mend?.mended).toBe(`It's ${x(70)} `);
    expect(lens.mend && mendOffer(lens.mend)).toBe('Leave it out: 1 segment');
    expect(lens.mend && mendSentence(lens, lens.mend)).toBe(
      '🎉 has no twin in GSM-7, so the text stays UCS-2: 2 segments instead of 1.',
    );
  });

  it('names a character that cannot be seen by its number', () => {
    const lens = readLens('20\u00a0%', link);
    expect(lens.mend && mendSentence(lens, lens.mend)).toBe(
      'One character, U+00A0 at 3, turns the text into UCS-2.',
    );
  });
});
