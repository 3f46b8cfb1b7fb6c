import { callingCodeOf, countriesOfNumber } from '@chatti/core/rules';
import { isWrong } from './recipients.ts';

/** Recipients that a message costs the same for, as far as their numbers tell: those of one country. */
export interface Destination {
  /** Names it, and is the same for every number of it. */
  readonly key: string;
  /** The countries (ISO 3166-1) that the numbers may belong to, the largest first; none for services of all countries. */
  readonly countries: readonly string[];
  /** What it is called. */
  readonly name: string;
  readonly numbers: readonly string[];
}

/** Everybody that a message goes to, by where they are. */
export interface Destinations {
  /** The one with the most recipients first. */
  readonly places: readonly Destination[];
  /** What is no number, and is refused. */
  readonly wrong: readonly string[];
}

/** Sorts recipients by where they are. */
export function destinationsOf(recipients: readonly string[]): Destinations {
  const wrong: string[] = [];
  const byKey = new Map<string, { countries: readonly string[]; numbers: string[] }>();
  for (const number of recipients) {
    if (isWrong(number)) {
      wrong.push(number);
      continue;
    }
    const countries = countriesOfNumber(number);
    const key = countries.length > 0 ? countries.join(' ') : `+${callingCodeOf(number) ?? ''}`;
    const place = byKey.get(key);
    if (place) place.numbers.push(number);
    else byKey.set(key, { countries, numbers: [number] });
  }
  const places = Array.from(byKey, ([key, { countries, numbers }]) => ({
    key,
    countries,
    name: nameOf(key, countries),
    numbers,
  }));
  return { places: places.sort((a, b) => b.numbers.length - a.numbers.length), wrong };
}

const regions = new Intl.DisplayNames('en-GB', { type: 'region' });

function nameOf(key: string, [largest]: readonly string[]): string {
  if (largest !== undefined) return regions.of(largest) ?? largest;
  return key === '+' ? 'No country known' : `Numbers of ${key}`;
}

/** Of how many it is asked what the message would cost. Prices of real accounts are asked for sparingly. */
export interface SampleLimits {
  /** Up to so many recipients, each of them is asked about. */
  readonly each: number;
  /** Beyond it, one of each country, and of so many countries at most. */
  readonly countries: number;
}

/** How many questions there are at most for one message. */
export const SAMPLE_LIMITS: Readonly<Record<'sandbox' | 'real', SampleLimits>> = {
  sandbox: { each: 40, countries: 60 },
  real: { each: 5, countries: 10 },
};

/** Whether each recipient is asked about. */
export function asksEach({ places }: Destinations, { each }: SampleLimits): boolean {
  return places.reduce((sum, { numbers }) => sum + numbers.length, 0) <= each;
}

/** Who is asked about: each of few; of many the first of each country who has not opted out. */
export function sampleOf(
  destinations: Destinations,
  optedOut: ReadonlySet<string>,
  limits: SampleLimits,
): string[] {
  const { places } = destinations;
  if (asksEach(destinations, limits)) return places.flatMap(({ numbers }) => numbers);
  return places
    .flatMap(({ numbers }) => numbers.find((number) => !optedOut.has(number)) ?? [])
    .slice(0, limits.countries);
}
