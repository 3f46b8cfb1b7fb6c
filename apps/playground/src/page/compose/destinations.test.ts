import { describe, expect, it } from 'vitest';
import { destinationsOf, SAMPLE_LIMITS, sampleOf } from './destinations.ts';

const nobody: ReadonlySet<string> = new Set();

describe('destinationsOf', () => {
  it('puts the largest first, and what is no number apart', () => {
    const { places, wrong } = destinationsOf([
      '+12025550100',
      '07700',
      '+447700900123',
      '+447700900124',
      '+80012345678',
      '+18765550100',
    ]);
    expect(places.map(({ name, numbers }) => [name, numbers.length])).toEqual([
      ['United Kingdom', 2],
      ['United States', 1],
      ['Numbers of +800', 1],
      ['Jamaica', 1],
    ]);
    expect(wrong).toEqual(['07700']);
  });
});

describe('sampleOf', () => {
  it('is each of few', () => {
    const numbers = ['+447700900123', '+12025550100', '+447700900124'];
    expect(sampleOf(destinationsOf(numbers), nobody, SAMPLE_LIMITS.real).toSorted()).toEqual(
      numbers.toSorted(),
    );
  });

  it('is one of each country of many, and nobody who has opted out', () => {
    const numbers = Array.from({ length: 10_000 }, (_, index) => `+4477009${10_000 + index}`);
    const destinations = destinationsOf([...numbers, '+12025550100']);
    expect(sampleOf(destinations, nobody, SAMPLE_LIMITS.sandbox)).toEqual(['+447700910000', '+12025550100']);
    const optedOut = new Set(['+447700910000', '+12025550100']);
    expect(sampleOf(destinations, optedOut, SAMPLE_LIMITS.sandbox)).toEqual(['+447700910001']);
  });

  it('never has more countries than its limit', () => {
    const numbers = Array.from({ length: 80 }, (_, index) => `+${200 + index}12345678`);
    const { length } = sampleOf(destinationsOf(numbers), nobody, SAMPLE_LIMITS.real);
    expect(length).toBe(SAMPLE_LIMITS.real.countries);
  });
});
