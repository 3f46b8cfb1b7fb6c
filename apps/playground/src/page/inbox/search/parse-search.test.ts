import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSearch, parseSearch, termsOf } from './parse-search.ts';
import type { Term } from './term.ts';
import { TOKEN_NAMES } from './tokens.table.ts';

const anyTerm: fc.Arbitrary<Term> = fc.oneof(
  fc.record({
    kind: fc.constant('token' as const),
    name: fc.constantFrom(...TOKEN_NAMES),
    value: fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', '\\', ' ', ':', '/', 'a', '\n') })),
  }),
  fc.record({
    kind: fc.constant('word' as const),
    value: fc.oneof(
      fc.string({ minLength: 1 }),
      fc.string({ unit: fc.constantFrom('"', '\\', ' ', ':', '/', 'to', '\t'), minLength: 1 }),
    ),
  }),
);

const terms = (text: string): Term[] => termsOf(parseSearch(text));
const faults = (text: string): (string | undefined)[] => parseSearch(text).map(({ fault }) => fault);

describe('parseSearch', () => {
  it('reads back whatever is written', () => {
    fc.assert(
      fc.property(fc.array(anyTerm), (written) => {
        expect(parseSearch(formatSearch(written)).map(({ term }) => term)).toEqual(written);
      }),
      { seed: 103 },
    );
  });

  it('has every character but white space in one piece, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', '\\', ' ', ':', 'to', 'is', 'x', '>', '1') }),
        (text) => {
          let at = 0;
          for (const { start, end } of parseSearch(text)) {
            expect(text.slice(at, start).trim()).toBe('');
            expect(end).toBeGreaterThan(start);
            at = end;
          }
          expect(text.slice(at).trim()).toBe('');
        },
      ),
      { seed: 104 },
    );
  });

  it('reads tokens and words', () => {
    expect(terms('status:delivered segments:>1 sale tod')).toEqual([
      { kind: 'token', name: 'status', value: 'delivered' },
      { kind: 'token', name: 'segments', value: '>1' },
      { kind: 'word', value: 'sale' },
      { kind: 'word', value: 'tod' },
    ]);
  });

  it('reads a value with spaces in quotes', () => {
    expect(terms('from:"Acme Shoes" "20% off"')).toEqual([
      { kind: 'token', name: 'from', value: 'Acme Shoes' },
      { kind: 'word', value: '20% off' },
    ]);
  });

  it('takes an address, a time and what stands in quotes for words', () => {
    expect(terms('https://example.org 10:30 "to:me"').map(({ kind }) => kind)).toEqual([
      'word',
      'word',
      'word',
    ]);
  });

  it('says what would be right for a token that does not exist', () => {
    expect(faults('form:Acme')).toEqual([
      'There is no token form:. Did you mean from:? To find the text itself, put it in quotes.',
    ]);
    expect(faults('colour:red')[0]).toContain('There are to, from, status');
  });

  it.each([
    ['to:07700', 'takes a phone number'],
    ['from:"twelve letter"', 'takes a phone number or a sender ID'],
    ['status:arrived', 'takes one of scheduled, queued'],
    ['is:read', 'takes inbound, outbound or optout'],
    ['has:link', 'takes media'],
    ['segments:many', 'takes a number'],
    ['encoding:utf8', 'takes gsm7 or ucs2'],
    ['after:someday', 'takes a time'],
    ['reference:', 'takes the whole reference'],
  ])('says what %s takes', (text, right) => {
    expect(faults(text)[0]).toContain(right);
    expect(terms(text)).toEqual([]);
  });

  it('leaves out what is wrong and keeps the rest', () => {
    expect(terms('status:nowhere sale')).toEqual([{ kind: 'word', value: 'sale' }]);
  });

  it('says that nothing is two things at once', () => {
    expect(faults('status:sent status:failed')[1]).toContain('there already');
    expect(faults('is:inbound is:outbound')[1]).toContain('there already');
    expect(faults('is:inbound is:optout')).toEqual([undefined, undefined]);
  });

  it('takes a quote that is still open to the end, and one alone for nothing', () => {
    expect(terms('sale "20% off')).toEqual(terms('sale "20% off"'));
    expect(terms('reference:"order 7')).toEqual(terms('reference:"order 7"'));
    expect(terms('"half\\')).toEqual([{ kind: 'word', value: 'half' }]);
    expect(terms('sale "')).toEqual([{ kind: 'word', value: 'sale' }]);
    expect(faults('sale "')).toEqual([undefined, undefined]);
    expect(faults('sale ""')).toEqual([undefined, 'Quotes with nothing between them find nothing.']);
  });

  it('asks the same at every key of a phrase that it asks once the quote is closed', () => {
    const text = 'is:inbound "see you';
    for (let end = text.indexOf('"') + 2; end <= text.length; end++)
      expect(terms(text.slice(0, end))).toEqual(terms(`${text.slice(0, end)}"`));
  });
});
