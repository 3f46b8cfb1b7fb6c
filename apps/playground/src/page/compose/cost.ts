import { PROBLEMS } from '@chatti/core/contract';
import type { Finding, Preview } from '@chatti/core/contract';
import type { Destination, Destinations } from './destinations.ts';
import type { Money } from './money.ts';
import { nothing, plus, readMoney, times } from './money.ts';

/** What is known of the recipients, and what the server makes of the message to some of them. */
export interface CostFacts {
  readonly destinations: Destinations;
  /** Whether each recipient was asked about; otherwise one of each country. */
  readonly isEach: boolean;
  readonly optedOut: ReadonlySet<string>;
  readonly previews: ReadonlyMap<string, Preview>;
}

/** What the message costs in one country. */
export interface CostLine {
  readonly place: Destination;
  /** How many there are of it that are sent to. */
  readonly count: number;
  /** Segments of each; null where they differ, or are not known. */
  readonly segments: number | null;
  /** The price of each, as the server writes it; null where they differ, or are not known. */
  readonly price: string | null;
  /** Undefined where the server named no price. */
  readonly subtotal: Money | undefined;
}

/** Recipients that would be refused, for one reason. */
export interface Left {
  readonly code: string;
  /** Why, in a sentence. */
  readonly sentence: string;
  readonly to: readonly string[];
}

/** What a message to many comes to. */
export interface Cost {
  readonly lines: readonly CostLine[];
  /** The sum of the prices that are known. */
  readonly total: Money;
  /** All segments of those whose price is known. */
  readonly segments: number;
  /** How many the sum is of. */
  readonly priced: number;
  /** How many are sent to, and have no price. */
  readonly unpriced: number;
  readonly left: readonly Left[];
}

/** Puts together what the message costs, and who does not get it. */
export function costOf(facts: CostFacts): Cost {
  const refused = refusedOf(facts);
  const judged = facts.destinations.places.map((place) => judge(place, facts, refused));
  const lines = judged.map(({ line }) => line);
  const priced = lines.filter(({ subtotal }) => subtotal !== undefined);
  return {
    lines,
    total: priced.reduce((sum, { subtotal = nothing }) => plus(sum, subtotal), nothing),
    segments: judged.reduce((sum, { segments }) => sum + segments, 0),
    priced: countOf(priced),
    unpriced: countOf(lines) - countOf(priced),
    left: leftOf(facts, refused),
  };
}

function countOf(lines: readonly CostLine[]): number {
  return lines.reduce((sum, { count }) => sum + count, 0);
}

/** The code of the refusal of each who is refused, whatever is written. */
function refusedOf({ optedOut, previews, destinations }: CostFacts): ReadonlyMap<string, Finding> {
  const refused = new Map<string, Finding>();
  const told = { field: 'to', code: 'recipient_opted_out', message: PROBLEMS.recipient_opted_out.message };
  for (const { numbers } of destinations.places)
    for (const number of numbers) {
      const fault = previews.get(number)?.errors?.find(({ field }) => field === 'to');
      if (fault) refused.set(number, fault);
      else if (optedOut.has(number)) refused.set(number, told);
    }
  return refused;
}

interface Judged {
  readonly line: CostLine;
  readonly segments: number;
}

function judge(place: Destination, facts: CostFacts, refused: ReadonlyMap<string, Finding>): Judged {
  const { isEach, previews } = facts;
  const sent = place.numbers.filter((number) => !refused.has(number));
  const asked = place.numbers.filter((number) => previews.has(number));
  // The one who was asked about stands for all, also where that one is refused: the price is the country's.
  const pricing = isEach ? sent : asked.slice(0, 1);
  const known = pricing.flatMap((number) => previews.get(number) ?? []);
  const prices = known.flatMap(({ price }) => readMoney(price) ?? []);
  const perPreview = isEach ? 1 : sent.length;
  const isPriced =
    sent.length === 0 ||
    (known.length > 0 && known.length === pricing.length && prices.length === known.length);
  const each = isPriced ? perPreview : 0;
  return {
    line: {
      place,
      count: sent.length,
      segments: sameOf(known.map(({ segments }) => segments)),
      price: sameOf(known.map(({ price }) => price)),
      subtotal: isPriced ? prices.reduce((sum, price) => plus(sum, times(price, each)), nothing) : undefined,
    },
    segments: known.reduce((sum, { segments }) => sum + (segments ?? 0) * each, 0),
  };
}

/** What all of them are; null where they are not the same. */
function sameOf<T>([first, ...rest]: readonly (T | null)[]): T | null {
  return first !== undefined && rest.every((value) => value === first) ? first : null;
}

function leftOf({ destinations: { wrong } }: CostFacts, refused: ReadonlyMap<string, Finding>): Left[] {
  const groups = Map.groupBy(refused, ([, { code }]) => code ?? '');
  const left = Array.from(groups, ([code, group]): Left => {
    const [first] = group;
    const sentence = Object.entries(PROBLEMS).find(([name]) => name === code)?.[1].message;
    return {
      code,
      sentence: sentence ?? first?.[1].message ?? 'No reason was given.',
      to: group.map(([number]) => number),
    };
  });
  if (wrong.length === 0) return left;
  return [...left, { code: 'invalid_number', sentence: 'This is no phone number in E.164 form.', to: wrong }];
}

/** What the previews say of the message itself, and not of one recipient: each thing once. */
export function commonFindings(previews: Iterable<Preview>): Pick<Preview, 'warnings' | 'errors'> {
  const warnings = new Map<string, Finding>();
  const errors = new Map<string, Finding>();
  for (const preview of previews) {
    for (const one of preview.warnings ?? []) warnings.set(`${one.field} ${one.code}`, one);
    for (const one of preview.errors ?? [])
      if (one.field !== 'to') errors.set(`${one.field} ${one.code}`, one);
  }
  return { warnings: [...warnings.values()], errors: [...errors.values()] };
}
