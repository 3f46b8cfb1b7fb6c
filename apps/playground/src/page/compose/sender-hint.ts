import {
  alphaSenderSupport,
  countriesOfNumber,
  explainSender,
  parseSender,
  SENDER_ID_LENGTH,
} from '@chatti/core/rules';

/** What is known of a sender while it is written, also for the countries of the recipients. */
export function senderHint(from: string, to: readonly string[]): string {
  if (from.trim() === '') return 'Left out: the default sender of the account is used.';
  const sender = parseSender(from);
  if (sender === undefined) return explainSender(from) ?? '';
  if (sender.kind === 'number') return 'A number. Two-way: replies can come back.';
  return `Alphanumeric, ${from.length} of ${SENDER_ID_LENGTH} characters. One-way: replies cannot reach you.${supportIn(to)}`;
}

const supports = {
  supported: 'Delivered as written in',
  registration: 'Needs registration in',
  unsupported: 'Not available in',
  unknown: 'Nothing is known of',
} as const;

/** What the countries of the recipients do with a sender ID; of several countries with one code, the largest. */
function supportIn(to: readonly string[]): string {
  const countries = [...new Set(to.flatMap((number) => countriesOfNumber(number).slice(0, 1)))];
  const byStatus = Map.groupBy(countries, (country) => alphaSenderSupport(country).status);
  const told = [...byStatus].filter(([status]) => status !== 'unknown');
  return told.map(([status, places]) => ` ${supports[status]} ${listed.format(places)}.`).join('');
}

const listed = new Intl.ListFormat('en-GB', { type: 'conjunction' });
