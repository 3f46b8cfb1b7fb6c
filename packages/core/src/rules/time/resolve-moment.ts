import { calendarDay, DAY_MS } from './calendar-day.ts';
import type { MomentDraft } from './moment-draft.ts';
import { toInstant } from './time-zone.ts';

/**
 * The instant of a draft in milliseconds: what the text leaves open is filled from `now` in UTC, weekdays
 * are found, the rest is moved and the zone is counted off, in PHP's order. Undefined where the day that
 * the text names does not exist, or where the result is beyond what a Date can hold.
 */
export function resolveMoment(draft: MomentDraft, now: Date): number | undefined {
  const start = startDay(draft, now);
  if (!start) return undefined;
  const micros = startMicros(draft, now);
  const moved = movedMillis(draft, micros);
  const local = settle(draft, start, startClock(draft, now) + Math.floor(micros / 1000), moved);
  const { zone = 0 } = draft;
  const instant = toInstant(local, zone);
  if (instant === undefined || Number.isNaN(new Date(instant).getTime())) return undefined;
  // Versions of PHP differ on whether hours are counted on the wall clock when a zone changes between.
  if (typeof zone !== 'number' && moved !== 0 && zone(instant) !== zone(instant - moved)) return undefined;
  return instant;
}

type CalendarDate = readonly [year: number, month: number, day: number];

/** The day to start from, or undefined where the text names a day that does not exist. */
function startDay(draft: MomentDraft, now: Date): CalendarDate | undefined {
  const year = draft.year ?? now.getUTCFullYear();
  const month = draft.month ?? now.getUTCMonth() + 1;
  const day = draft.day ?? now.getUTCDate();
  if (draft.month !== undefined && draft.day !== undefined) {
    const date = calendarDay(year, month, day);
    if (date.getUTCFullYear() !== year) return undefined;
    if (!draft.isOrdinal && (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)) return undefined;
  }
  return [year, month, day];
}

/** A date without a time of day starts at midnight. */
const isMidnight = (draft: MomentDraft): boolean => draft.hasDate && draft.timeCount === 0;

/** Milliseconds of the day to start from, without fractions of a second. */
function startClock(draft: MomentDraft, now: Date): number {
  if (isMidnight(draft)) return 0;
  const hour = draft.hour ?? now.getUTCHours();
  const minute = draft.minute ?? now.getUTCMinutes();
  const second = draft.second ?? now.getUTCSeconds();
  return ((hour * 60 + minute) * 60 + second) * 1000;
}

/** Microseconds to start from; those of `now` count only where the text sets neither year nor hour. */
function startMicros(draft: MomentDraft, now: Date): number {
  const isOpen = !draft.hasDate && draft.year === undefined && draft.hour === undefined;
  return isMidnight(draft) ? 0 : (draft.micros ?? (isOpen ? now.getUTCMilliseconds() * 1000 : 0));
}

/** How far hours and smaller units move, in milliseconds. */
function movedMillis({ relative }: MomentDraft, micros: number): number {
  const seconds = (relative.h * 60 + relative.i) * 60 + relative.s;
  return seconds * 1000 + Math.floor((micros + relative.us) / 1000) - Math.floor(micros / 1000);
}

/** Local time as if it were UTC, in milliseconds. */
function settle(draft: MomentDraft, start: CalendarDate, clock: number, moved: number): number {
  const { relative, special } = draft;
  let [year, month, day] = start;
  let months = relative.m;
  if (special === 'nth' || special === 'last') {
    day = 1;
    month += months + (special === 'last' ? 1 : 0);
    months = 0;
  }
  let at = edgeDay(draft, [year, month, day]) + clock;
  if (draft.hasWeekday) at += weekdayShift(draft, new Date(at).getUTCDay()) * DAY_MS;
  const from = new Date(at);
  year = from.getUTCFullYear() + relative.y;
  month = from.getUTCMonth() + 1 + months;
  day = from.getUTCDate() + relative.d;
  at = edgeDay(draft, [year, month, day]) + (((at % DAY_MS) + DAY_MS) % DAY_MS) + moved;
  if (special === 'weekdays') at += workdayShift(draft.workdays, new Date(at).getUTCDay()) * DAY_MS;
  return at;
}

/** Midnight of the day, or of the first or last day of its month. */
function edgeDay({ monthEdge }: MomentDraft, [year, month, day]: CalendarDate): number {
  if (monthEdge === 'first') return calendarDay(year, month, 1).getTime();
  return (monthEdge === 'last' ? calendarDay(year, month + 1, 0) : calendarDay(year, month, day)).getTime();
}

/** Days to the weekday that is meant, weeks left aside. */
function weekdayShift({ weekday, weekdayRule, relative }: MomentDraft, today: number): number {
  if (weekdayRule === 2) {
    // The week starts on Monday: a Sunday is its last day, whether it is meant or today.
    if (today === 0 && weekday !== 0) return weekday - 7;
    return weekday === 0 && today !== 0 ? 7 - today : weekday - today;
  }
  if (weekday < 0) return -weekday - today - 7;
  const shift = weekday - today;
  const isPast = relative.d < 0 ? shift < 0 : shift <= -weekdayRule;
  return isPast ? shift + 7 : shift;
}

/** Days to the working day that many working days away, Monday to Friday; backwards the week is mirrored. */
function workdayShift(count: number, today: number): number {
  if (count <= 0) return -workdaysOn(-count, 6 - today);
  return workdaysOn(count, today);
}

function workdaysOn(count: number, today: number): number {
  const rest = count % 5;
  const days = Math.floor(count / 5) * 7 + rest;
  // Whole weeks from a weekend end on the Friday before it.
  if (rest === 0) return days - (today === 0 ? 2 : today === 6 ? 1 : 0);
  if (today === 6) return days + 1;
  return today + rest > 5 ? days + 2 : days;
}
