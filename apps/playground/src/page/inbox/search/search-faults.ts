import type { Term, TokenTerm } from './term.ts';
import { ruleOf, TOKEN_NAMES } from './tokens.table.ts';

/** What to say of a token that does not exist. */
export function unknownName(name: string): string {
  const near = nearest(name.toLowerCase());
  const advice = near === undefined ? `There are ${TOKEN_NAMES.join(', ')}.` : `Did you mean ${near}:?`;
  return `There is no token ${name}:. ${advice} To find the text itself, put it in quotes.`;
}

/** What is wrong with a token behind those that were right before it. */
export function faultOf(term: TokenTerm, before: readonly Term[]): string | undefined {
  const { name, value } = term;
  const rule = ruleOf(name);
  const isRight = rule.check ? rule.check(value) : rule.values.includes(value.toLowerCase());
  if (!isRight) return `${name}: ${rule.takes}.`;
  return before.some((other) => excludes(other, term))
    ? `${name}: is there already, and nothing is both.`
    : undefined;
}

/** Whether two tokens cannot both be asked for. */
function excludes(other: Term, { name, value }: TokenTerm): boolean {
  if (other.kind !== 'token' || other.name !== name) return false;
  // A message can be inbound and about an opt-out.
  return name !== 'is' || (value.toLowerCase() !== 'optout' && other.value.toLowerCase() !== 'optout');
}

/** The name that is one slip away, or that is begun. */
function nearest(word: string): string | undefined {
  return (
    TOKEN_NAMES.find((name) => name.startsWith(word)) ?? TOKEN_NAMES.find((name) => isOneSlip(name, word))
  );
}

function isOneSlip(name: string, word: string): boolean {
  let start = 0;
  while (start < Math.min(name.length, word.length) && name[start] === word[start]) start++;
  const [a, b] = [name.slice(start), word.slice(start)];
  const swapped = a.length > 1 && a.slice(2) === b.slice(2) && a[0] === b[1] && a[1] === b[0];
  return swapped || a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1);
}
