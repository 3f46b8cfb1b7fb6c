import { describe, expect, it } from 'vitest';
import { durationIn, formatAhead } from './duration.ts';

describe('durationIn', () => {
  it('reads a length of time as a person writes it', () => {
    expect(durationIn('90s')).toBe(90_000);
    expect(durationIn('1 h 30 min')).toBe(5_400_000);
    expect(durationIn('2 days')).toBe(172_800_000);
    expect(durationIn('1.5 hours')).toBe(5_400_000);
    expect(durationIn('250 ms')).toBe(250);
  });

  it('takes nothing that is no length of time', () => {
    for (const text of ['', '12', 'soon', '3 weeks', '1 h and', '-5 s'])
      expect(durationIn(text)).toBeUndefined();
  });
});

describe('formatAhead', () => {
  it('takes the two largest units', () => {
    expect(formatAhead(81_000_000)).toBe('in 22 h 30 min');
    expect(formatAhead(172_800_000)).toBe('in 2 d');
    expect(formatAhead(90_000)).toBe('in 1 min 30 s');
    expect(formatAhead(250)).toBe('in 250 ms');
    expect(formatAhead(0)).toBe('now');
  });
});
