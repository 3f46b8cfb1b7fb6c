import {
  countriesOfNumber,
  parsePhoneNumber,
  parseSender,
  SENDER_ID_LENGTH,
  alphaSenderSupport,
} from '@chatti/core/rules';

/** What is known of a recipient while it is written. */
export function recipientHint(to: string): string {
  if (to.trim() === '') return 'A number with its country code, such as +44 7700 900123.';
  const number = parsePhoneNumber(to);
  if (number === undefined)
    return 'Not a number in E.164 form yet: a plus and 7 to 15 digits, the first not 0.';
  const countries = either.format(countriesOfNumber(number));
  return countries === '' ? `Sent as ${number}` : `Sent as ${number} · ${countries}`;
}

/** What is known of a sender while it is written, also for the country of the recipient. */
export function senderHint(from: string, to: string): string {
  if (from.trim() === '') return 'Left out: the default sender of the account is used.';
  const sender = parseSender(from);
  if (sender === undefined)
    return `A number of the account, or 1 to ${SENDER_ID_LENGTH} letters, digits and spaces.`;
  if (sender.kind === 'number') return 'A number. Two-way: replies can come back.';
  return `Alphanumeric, ${from.length} of ${SENDER_ID_LENGTH} characters. One-way: replies cannot reach you.${supportOf(to)}`;
}

const supports = {
  supported: 'Delivered as written in',
  registration: 'Needs registration in',
  unsupported: 'Not available in',
} as const;

/** What the country of the recipient does with a sender ID; of several countries with one code, the largest. */
function supportOf(to: string): string {
  const number = parsePhoneNumber(to);
  const [country] = number === undefined ? [] : countriesOfNumber(number);
  if (country === undefined) return '';
  const { status } = alphaSenderSupport(country);
  return status === 'unknown' ? '' : ` ${supports[status]} ${country}.`;
}

const either = new Intl.ListFormat('en-GB', { type: 'disjunction' });
