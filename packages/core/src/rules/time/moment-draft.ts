/** What a relative phrase can move: years, months, days, hours, minutes, seconds, microseconds. */
export type RelativeField = 'y' | 'm' | 'd' | 'h' | 'i' | 's' | 'us';

/** Milliseconds to add to UTC to get the local time of a zone: fixed, or looked up by instant. */
export type ZoneOffset = number | ((instant: number) => number);

/** A moment as a text names it, piece by piece, before the gaps are filled from the clock. */
export interface MomentDraft {
  year?: number | undefined;
  month?: number | undefined;
  day?: number | undefined;
  hour?: number | undefined;
  minute?: number | undefined;
  second?: number | undefined;
  micros?: number | undefined;
  hasDate: boolean;
  /** 0: none; 1: a time of day; 2: a time of day and then four more digits, read as the year. */
  timeCount: number;
  /** The day was counted from New Year, so it may exceed the month. */
  isOrdinal: boolean;
  zone?: ZoneOffset | undefined;
  zoneCount: number;
  relative: Record<RelativeField, number>;
  hasWeekday: boolean;
  /** Sunday is 0; negative after `ago`. */
  weekday: number;
  /** 0: not the day itself; 1: the day itself counts; 2: within the week that starts on Monday. */
  weekdayRule: number;
  /** `first day of` or `last day of`. */
  monthEdge?: 'first' | 'last' | undefined;
  /** `+3 weekdays`, `second monday of`, `last friday of`. */
  special?: 'weekdays' | 'nth' | 'last' | undefined;
  workdays: number;
  /** Pieces that name a moment: all but separators and zones. */
  pieces: number;
  /** Four digits were read, which alone are as likely a year as a time of day. */
  hasBareNumber: boolean;
}

/** A draft that names nothing yet. */
export const createDraft = (): MomentDraft => ({
  hasDate: false,
  timeCount: 0,
  isOrdinal: false,
  zoneCount: 0,
  relative: { y: 0, m: 0, d: 0, h: 0, i: 0, s: 0, us: 0 },
  hasWeekday: false,
  weekday: 0,
  weekdayRule: 0,
  workdays: 0,
  pieces: 0,
  hasBareNumber: false,
});

/** Puts the time of day at midnight and leaves room for another; true, so that it can end a reading. */
export function clearTime(draft: MomentDraft): boolean {
  draft.timeCount = draft.hour = draft.minute = draft.second = draft.micros = 0;
  return true;
}

/** Takes the one place for a time of day; false when the text had one already. */
export function claimTime(draft: MomentDraft): boolean {
  if (draft.timeCount > 0) return false;
  clearTime(draft);
  draft.timeCount = 1;
  return true;
}

/** Takes the one place for a date; false when the text had one already. */
export function claimDate(draft: MomentDraft): boolean {
  if (draft.hasDate) return false;
  draft.hasDate = true;
  return true;
}
