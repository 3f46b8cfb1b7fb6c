import type { RelativeField } from './moment-draft.ts';

/** First three letters of the months, January first. */
export const MONTH_STEMS = 'jan feb mar apr may jun jul aug sep oct nov dec';

/** Roman numerals of the months, January first. */
export const ROMAN_MONTHS = 'i ii iii iv v vi vii viii ix x xi xii';

/** First three letters of the days of the week, Sunday first. */
export const WEEKDAY_STEMS = 'sun mon tue wed thu fri sat';

/** First three letters of the ordinals from the first to the twelfth. */
export const ORDINAL_STEMS = 'fir sec thi fou fif six sev eig nin ten ele twe';

/**
 * Units by the letters they start with: the field they move and by how much. Weekdays and working days
 * are not here.
 */
export const UNITS: readonly (readonly [start: RegExp, field: RelativeField, factor: number])[] = [
  [/^(µ|us|mic)/, 'us', 1],
  [/^(ms|mil)/, 'us', 1000],
  [/^sec/, 's', 1],
  [/^min/, 'i', 1],
  [/^hour/, 'h', 1],
  [/^day/, 'd', 1],
  [/^weeks?$/, 'd', 7],
  [/^fort/, 'd', 14],
  [/^mont/, 'm', 1],
  [/^year/, 'y', 1],
];
