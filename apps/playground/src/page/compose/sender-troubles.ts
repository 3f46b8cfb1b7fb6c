import { alphaSenderSupport, parseSender } from '@chatti/core/rules';
import { figure } from '../design/figure.ts';
import type { Destination } from './destinations.ts';
import type { Hint } from './findings.ts';
import { ADVICE } from './advice.table.ts';

const troubles = [
  ['unsupported', 'sender_unsupported', 'cannot be used in', 'networks replace or drop the message there'],
  [
    'registration',
    'sender_registration',
    'needs to be registered in',
    'sender IDs that are not registered are refused there',
  ],
] as const;

/** In which countries of a list a sender cannot be used, or not without more ado. Only what goes for every number is said. */
export function senderTroubles(sender: string, places: readonly Destination[]): Hint[] {
  if (parseSender(sender)?.kind !== 'alphanumeric') return [];
  const all = countOf(places);
  return troubles.flatMap(([status, code, what, why]) => {
    const hit = places.filter(
      ({ countries }) =>
        countries.length > 0 && countries.every((country) => alphaSenderSupport(country).status === status),
    );
    if (hit.length === 0) return [];
    const whom = `${figure(countOf(hit))} of ${figure(all)} recipients`;
    return {
      field: 'from',
      code,
      message: `“${sender}” ${what} ${listed.format(hit.map(({ name }) => name))}: ${why} (${whom}).`,
      refused: false,
      advice: ADVICE[code]?.what ?? '',
      remedy: ADVICE[code]?.remedy,
    };
  });
}

/** The codes of what is said of the sender for the country of one recipient only. */
export const SENDER_CODES: ReadonlySet<string | null> = new Set(troubles.map(([, code]) => code));

function countOf(places: readonly Destination[]): number {
  return places.reduce((sum, { numbers }) => sum + numbers.length, 0);
}

const listed = new Intl.ListFormat('en-GB', { type: 'conjunction' });
