import { clearTime, type MomentDraft } from './moment-draft.ts';
import { ORDINAL_STEMS, UNITS, WEEKDAY_STEMS } from './relative-words.table.ts';
import { stemIndex } from './stem-index.ts';
import type { TimeToken } from './time-token.ts';

/** How many, whether the day itself counts (1) or not (0) when a weekday follows, and what becomes of the time. */
interface Amount {
  readonly count: number;
  readonly weekdayRule: 0 | 1;
  readonly keepsTime?: boolean;
}

function takeCountWord(token: TimeToken): Amount {
  const word = token.take(/[A-Za-z]+/).toLowerCase();
  if (word === 'this') return { count: 0, weekdayRule: 1 };
  const isBack = word === 'last' || word === 'previous';
  // What is no ordinal is `next`.
  return { count: isBack ? -1 : stemIndex(ORDINAL_STEMS, word) + 1 || 1, weekdayRule: 0 };
}

const takeUnitWord = (token: TimeToken): string => token.take(/[^\s.,]+/).toLowerCase();

const isWorkday = (word: string): boolean => word.startsWith('weekd');

/** Moves the draft by so many of the units that follow; false where the sum is too large to be exact. */
function move(token: TimeToken, draft: MomentDraft, { count, weekdayRule, keepsTime }: Amount): boolean {
  const word = takeUnitWord(token);
  const { relative } = draft;
  const [, field, factor] = UNITS.find(([start]) => start.test(word)) ?? [];
  if (field !== undefined && factor !== undefined) {
    relative[field] += count * factor;
    return Number.isSafeInteger(relative[field]);
  }
  if (!keepsTime) clearTime(draft);
  if (isWorkday(word)) {
    Object.assign(draft, { special: 'weekdays', workdays: count });
  } else {
    relative.d += (count > 0 ? count - 1 : count) * 7;
    Object.assign(draft, { hasWeekday: true, weekday: stemIndex(WEEKDAY_STEMS, word), weekdayRule });
  }
  return Number.isSafeInteger(relative.d);
}

/** `+2 weeks`, `-1 friday`, `3 weekdays`: the time of day stays. */
export function readCount(token: TimeToken, draft: MomentDraft): boolean {
  return move(token, draft, { count: token.signed(), weekdayRule: 1, keepsTime: true });
}

/** `next month`, `third day`, `last friday`: weekdays and working days start at midnight. */
export function readCountWord(token: TimeToken, draft: MomentDraft): boolean {
  return move(token, draft, takeCountWord(token));
}

/** `next week`: the week starts on Monday, which is meant where no weekday is named. */
export function readWeek(token: TimeToken, draft: MomentDraft): boolean {
  const isMoved = readCountWord(token, draft);
  const { hasWeekday, weekday } = draft;
  Object.assign(draft, { hasWeekday: true, weekday: hasWeekday ? weekday : 1, weekdayRule: 2 });
  return isMoved;
}

/** `friday`; `weekday` by itself is Monday in PHP. */
export function readWeekday(token: TimeToken, draft: MomentDraft): boolean {
  const word = takeUnitWord(token);
  draft.hasWeekday = true;
  draft.weekday = isWorkday(word) ? 1 : stemIndex(WEEKDAY_STEMS, word);
  if (draft.weekdayRule !== 2) draft.weekdayRule = 1;
  return clearTime(draft);
}

/** `second monday of`, `last friday of`. */
export function readWeekdayOfMonth(token: TimeToken, draft: MomentDraft): boolean {
  const { count, weekdayRule } = takeCountWord(token);
  draft.special = count > 0 ? 'nth' : 'last';
  return move(token, draft, { count, weekdayRule: count > 0 ? 1 : weekdayRule });
}

/** Turns round all that was read before. PHP forgets fractions of seconds, so those are refused. */
export function readAgo(_token: TimeToken, draft: MomentDraft): boolean {
  const { relative } = draft;
  for (const field of ['y', 'm', 'd', 'h', 'i', 's'] as const) relative[field] = 0 - relative[field];
  draft.weekday = -draft.weekday || -7;
  if (draft.special === 'weekdays') draft.workdays = -draft.workdays;
  return relative.us === 0;
}
