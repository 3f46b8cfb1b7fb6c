import { describe, expect, it } from 'vitest';
import { isStep, stepTo } from './step-to.ts';

describe('stepTo', () => {
  const standing = { here: 50, seen: 20, count: 100 };

  it.each([
    ['ArrowDown', 51],
    ['ArrowUp', 49],
    ['PageDown', 69],
    ['PageUp', 31],
    ['Home', 0],
    ['End', 99],
  ] as const)('leads with %s to %i', (key, wanted) => {
    expect(stepTo(key, standing)).toBe(wanted);
  });

  it('never leads out of the list', () => {
    expect(stepTo('ArrowUp', { ...standing, here: 0 })).toBe(0);
    expect(stepTo('PageDown', { ...standing, here: 99 })).toBe(99);
  });

  it('leaves every other key alone', () => {
    expect(['Enter', 'a', 'toString'].some(isStep)).toBe(false);
  });
});
