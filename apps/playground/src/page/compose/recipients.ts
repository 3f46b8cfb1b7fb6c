import { countriesOfNumber, parsePhoneNumber } from '@chatti/core/rules';

/** What a pasted list becomes. */
export interface Added {
  readonly recipients: readonly string[];
  /** How many were in the list already, and are left out. */
  readonly duplicates: number;
}

// Spaces belong to numbers, so they part two of them only before a plus.
const between = /[,;\t\r\n]+|\s+(?=\+)/;

/** Adds what is in a text to a list: numbers between commas, semicolons and lines, each of them once. */
export function addRecipients(recipients: readonly string[], text: string): Added {
  const seen = new Set(recipients.map(sameAs));
  const added = [...recipients];
  let duplicates = 0;
  for (const part of text.split(between)) {
    const recipient = part.trim();
    if (recipient === '') continue;
    if (seen.has(sameAs(recipient))) {
      duplicates += 1;
      continue;
    }
    seen.add(sameAs(recipient));
    added.push(recipient);
  }
  return { recipients: added, duplicates };
}

/** Whether a text that is being written has come to the end of a number. */
export function endsRecipient(text: string): boolean {
  return between.test(text.trimStart());
}

/** What two recipients have in common that are the same phone. */
function sameAs(recipient: string): string {
  return parsePhoneNumber(recipient) ?? recipient;
}

/** Whether it is no number in E.164 form. */
export function isWrong(recipient: string): boolean {
  return parsePhoneNumber(recipient) === undefined;
}

/** A recipient as it is sent: one that is no number goes as written, and is refused. */
export function asSent(recipient: string): string {
  return parsePhoneNumber(recipient) ?? recipient;
}

/** What is known of the recipients while they are written. */
export function recipientsHint(recipients: readonly string[]): string {
  const [only] = recipients;
  if (only === undefined) return 'A number with its country code, such as +44 7700 900123, or a pasted list.';
  if (recipients.length === 1) return hintOfOne(only);
  const wrong = recipients.filter(isWrong).length;
  const all = `${recipients.length} recipients${placesOf(recipients)}.`;
  if (wrong === 0) return all;
  return `${all} ${wrong} of them ${wrong === 1 ? 'is no number' : 'are no numbers'} in E.164 form, and will be refused.`;
}

function hintOfOne(recipient: string): string {
  const number = parsePhoneNumber(recipient);
  if (number === undefined)
    return 'Not a number in E.164 form yet: a plus and 7 to 15 digits, the first not 0.';
  const countries = either.format(countriesOfNumber(number));
  return countries === '' ? `Sent as ${number}` : `Sent as ${number} · ${countries}`;
}

/** The largest country of each number, at most four of them. */
function placesOf(recipients: readonly string[]): string {
  const places = [...new Set(recipients.flatMap((recipient) => countriesOfNumber(recipient).slice(0, 1)))];
  if (places.length === 0) return '';
  const named = places.length > 4 ? [...places.slice(0, 4), 'others'] : places;
  return ` · ${named.join(', ')}`;
}

const either = new Intl.ListFormat('en-GB', { type: 'disjunction' });
