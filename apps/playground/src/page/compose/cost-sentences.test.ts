import { describe, expect, it } from 'vitest';
import { basisSentence, doubtSentences, sumSentence } from './cost-sentences.ts';
import type { KnownCost } from './use-cost.ts';

const cost: KnownCost = {
  lines: [],
  total: { parts: 2686n, scale: 4 },
  segments: 8,
  priced: 4,
  unpriced: 0,
  left: [],
  isEach: true,
  currency: 'USD',
  asked: 4,
  stopped: null,
  optOuts: undefined,
  balance: '100.0000',
  isShort: false,
  isOld: false,
};

describe('basisSentence', () => {
  it('says plainly what is exact and what is an estimate', () => {
    expect(basisSentence(cost)).toBe('Exact: the server was asked about each of 4.');
    expect(basisSentence({ isEach: false, asked: 2 })).toContain(
      'An estimate, priced by one number in each of 2',
    );
    expect(basisSentence({ isEach: false, asked: 1 })).toContain('An estimate, priced by one number:');
    expect(basisSentence({ isEach: false, asked: 0 })).toBe('No price is known.');
  });
});

describe('doubtSentences', () => {
  it('has nothing to say against a sum that is whole', () => {
    expect(doubtSentences(cost)).toEqual([]);
    expect(doubtSentences({ ...cost, isEach: false, optOuts: { read: 3, total: 3 } })).toEqual([]);
  });

  it('says what is missing in it, and why', () => {
    const stopped = { code: 'rate_limited', message: 'Its rate limit is used up.', retry_after_s: 12 };
    expect(doubtSentences({ ...cost, isEach: false, unpriced: 20, stopped })).toEqual([
      '20 recipients have no price here, and will add to the estimate.',
      'The server is asked no more for 12 s. Its rate limit is used up.',
    ]);
  });

  it('says that the account does not hold so much', () => {
    expect(doubtSentences({ ...cost, isShort: true })).toEqual([
      'The account holds 100.0000 USD, which does not cover it all.',
    ]);
  });

  it('says how many opt-outs were not looked at', () => {
    expect(doubtSentences({ ...cost, optOuts: { read: 2000, total: 3000 } })).toEqual([
      'Of 3\u202f000 opt-outs the newest 2\u202f000 were looked at.',
    ]);
    expect(doubtSentences({ ...cost, optOuts: { read: 0, total: undefined } })).toEqual([
      'Who has opted out could not be read.',
    ]);
  });
});

describe('sumSentence', () => {
  it('says for how many the sum is', () => {
    expect(sumSentence(cost)).toBe('USD for 4');
    const left = [{ code: 'invalid_number', sentence: '', to: ['07700'] }];
    expect(sumSentence({ ...cost, isEach: false, unpriced: 5, left })).toBe('USD for 4 of 10, estimated');
  });
});
