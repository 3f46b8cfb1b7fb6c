import type { MessageRows } from '../list/message-rows.ts';
import type { KnownValues } from './suggest.ts';

/** How many of the newest rows are looked at, and how many values are offered. */
const limits = { rows: 100, values: 8 };

/** Values that the newest messages have, to be offered in the search. */
export function knownValues({ kept }: MessageRows): KnownValues {
  const found = { to: new Set<string>(), from: new Set<string>(), reference: new Set<string>() };
  for (let index = 0; index < limits.rows; index++) {
    const message = kept.at(index);
    for (const [name, values] of Object.entries(found)) {
      const value = message?.[name as keyof typeof found];
      if (typeof value === 'string' && values.size < limits.values) values.add(value);
    }
  }
  return Object.fromEntries(Object.entries(found).map(([name, values]) => [name, [...values]]));
}
