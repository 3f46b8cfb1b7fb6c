import { expect, it } from 'vitest';
import { formatMs } from './format-ms.ts';

it('writes a length of time in the unit that can be read', () => {
  expect([0.25, 14.4, 999, 1500, 12_340].map(formatMs)).toEqual([
    '0.25 ms',
    '14 ms',
    '999 ms',
    '1.50 s',
    '12.3 s',
  ]);
});
