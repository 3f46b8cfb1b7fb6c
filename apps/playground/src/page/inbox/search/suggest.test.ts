import { describe, expect, it } from 'vitest';
import { suggest } from './suggest.ts';

const texts = (search: string, caret = search.length): string[] =>
  suggest(search, caret, { from: ['Acme Shoes'] }).map(({ text }) => text);

describe('suggest', () => {
  it('offers every token where nothing is typed', () => {
    expect(texts('')[0]).toBe('to:');
    expect(texts('sale ')).toHaveLength(10);
  });

  it('completes the name that is begun', () => {
    expect(suggest('sale st', 7)).toEqual([
      { text: 'status:', about: 'where it is in its life', search: 'sale status:', caret: 12 },
    ]);
  });

  it('completes the value that is begun, and leads on to the next token', () => {
    expect(suggest('status:de', 9)).toEqual([
      { text: 'status:delivered', about: '', search: 'status:delivered ', caret: 17 },
    ]);
  });

  it('changes the token under the caret, and leaves what stands behind it', () => {
    const [first] = suggest('status:f sale', 8);
    expect(first).toMatchObject({ search: 'status:failed sale', caret: 14 });
  });

  it('offers values that were seen, in quotes where they have spaces', () => {
    expect(texts('from:')).toEqual(['from:"Acme Shoes"']);
    for (const begun of ['from:ac', 'from:"ac', 'from:"acme sh'])
      expect(texts(begun)).toEqual(['from:"Acme Shoes"']);
    expect(suggest('from:"acme sh', 13, { from: ['Acme Shoes'] })[0]?.search).toBe('from:"Acme Shoes" ');
  });

  it('is silent within a phrase, whatever it begins with, and offers tokens behind it', () => {
    for (const begun of ['"', '"to', '"to:', '"see st', '"see you"']) expect(texts(begun)).toEqual([]);
    expect(texts('"see you" ')).toHaveLength(10);
    expect(suggest('"see you" sta', 13)[0]).toMatchObject({ search: '"see you" status:' });
  });

  it('is silent behind a word that begins no token, and behind a whole value', () => {
    expect(texts('sale')).toEqual([]);
    expect(texts('status:sent')).toEqual([]);
    expect(texts('colour:')).toEqual([]);
  });
});
