import { describe, expect, it } from 'vitest';
import { faultOfFacts, readFact, withFact } from './facts.ts';

describe('readFact', () => {
  it('reads a key and its value, which may hold more colons', () => {
    expect(readFact('campaign: winter')).toEqual({ key: 'campaign', value: 'winter' });
    expect(readFact('url=https://acme.example/?a=b')).toEqual({
      key: 'url',
      value: 'https://acme.example/?a=b',
    });
    expect(readFact('empty:')).toEqual({ key: 'empty', value: '' });
  });

  it('reads nothing where there is no key', () => {
    for (const text of ['', 'campaign', ': winter', '=']) expect(readFact(text)).toBeUndefined();
  });
});

describe('withFact', () => {
  it('puts a new value in the place of the old one', () => {
    const facts = [
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ];
    expect(withFact(facts, { key: 'a', value: '3' })).toEqual([
      { key: 'a', value: '3' },
      { key: 'b', value: '2' },
    ]);
    expect(withFact(facts, { key: 'c', value: '3' })).toHaveLength(3);
  });
});

describe('faultOfFacts', () => {
  it('says which limit is passed', () => {
    const facts = Array.from({ length: 20 }, (_, index) => ({ key: `k${index}`, value: '' }));
    expect(faultOfFacts(facts)).toBeUndefined();
    expect(faultOfFacts([...facts, { key: 'more', value: '' }])).toContain('20 is the limit');
    expect(faultOfFacts([{ key: 'a', value: 'x'.repeat(257) }])).toContain('“a” is longer');
  });
});
