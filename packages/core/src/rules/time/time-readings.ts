import { calendarDay } from './calendar-day.ts';
import { claimDate, clearTime, type MomentDraft } from './moment-draft.ts';
import { readMeridian, readParts } from './time-parts.ts';
import type { TimeToken } from './time-token.ts';

/** Midnight of yesterday, today or tomorrow, whatever was moved before; `now` changes nothing. */
export function readDayWord(token: TimeToken, draft: MomentDraft): boolean {
  const word = token.text.toLowerCase();
  if (word === 'now') return true;
  if (word === 'yesterday') draft.relative.d = -1;
  if (word === 'tomorrow') draft.relative.d = 1;
  return clearTime(draft);
}

/** Noon, whatever time of day was read before. */
export function readNoon(_token: TimeToken, draft: MomentDraft): boolean {
  clearTime(draft);
  draft.hour = 12;
  draft.timeCount = 1;
  return true;
}

/** `back of 7pm` is a quarter past, `front of 7pm` a quarter to; only a small b is a back in PHP. */
export function readQuarter(token: TimeToken, draft: MomentDraft): boolean {
  readNoon(token, draft);
  readParts('h')(token, draft);
  const isBack = token.text.startsWith('b');
  draft.hour = (draft.hour ?? 0) - (isBack ? 0 : 1);
  draft.minute = isBack ? 15 : 45;
  return token.rest === '' || readMeridian(token, draft);
}

/** Four digits: a time of day, or after a time of day the year. */
export function readBareNumber(token: TimeToken, draft: MomentDraft): boolean {
  draft.hasBareNumber = /^[1-9]/.test(token.text);
  draft.timeCount += 1;
  if (draft.timeCount > 1) return draft.timeCount === 2 && readParts('y')(token, draft);
  draft.second = 0;
  return readParts('hi')(token, draft);
}

/** Four digits that are no time of day. */
export function readBareYear(token: TimeToken, draft: MomentDraft): boolean {
  draft.hasBareNumber = true;
  return readParts('y')(token, draft);
}

/** `@1700000000` and `@1700000000.25`: seconds since 1970, whatever date and time were read before. */
export function readEpoch(token: TimeToken, draft: MomentDraft): boolean {
  if (draft.zone !== undefined || token.text.endsWith('.')) return false;
  clearTime(draft);
  Object.assign(draft, { hasDate: false, year: 1970, month: 1, day: 1, zone: 0, zoneCount: 1 });
  draft.relative.s += token.signed();
  const digits = token.take(/\d+/);
  if (digits) draft.relative.us = Number(digits.padEnd(6, '0')) * (token.text[1] === '-' ? -1 : 1);
  return Number.isSafeInteger(draft.relative.s);
}

/** A week of ISO 8601; one that its year does not have, or a day that a week does not have, is refused. */
export function readIsoWeek(token: TimeToken, draft: MomentDraft): boolean {
  if (!claimDate(draft)) return false;
  const year = token.number(4) ?? 0;
  const week = token.number(2) ?? 0;
  const weekday = token.number(1) ?? 1;
  // The fourth of January is always in the first week.
  const monday = week * 7 - 4 - ((calendarDay(year, 1, 4).getUTCDay() + 6) % 7);
  Object.assign(draft, { year, month: 1, day: 1 });
  draft.relative.d = monday + weekday - 1;
  // A week belongs to the year of its Thursday.
  return weekday > 0 && calendarDay(year, 1, monday + 4).getUTCFullYear() === year;
}

/** `first day of` and `last day of`. */
export function readMonthEdge(token: TimeToken, draft: MomentDraft): boolean {
  draft.monthEdge = /^f/i.test(token.text) ? 'first' : 'last';
  return true;
}
