/** Milliseconds of a day without a leap second, as PHP and JavaScript count them. */
export const DAY_MS = 86_400_000;

/**
 * Midnight UTC of a day of the Gregorian calendar, month from 1. What exceeds a month or a year runs over
 * into the next, months before days. `Date.UTC` is not used since it takes the years 0 to 99 for 1900 to 1999.
 */
export function calendarDay(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}
