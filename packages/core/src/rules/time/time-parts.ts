import { claimDate, claimTime, type MomentDraft } from './moment-draft.ts';
import type { TimeToken } from './time-token.ts';
import { readZone } from './time-zone.ts';

/** Takes a piece of the text into the draft; false where the whole text has to be refused. */
export type Reading = (token: TimeToken, draft: MomentDraft) => boolean;

/** What a part of a piece sets in the draft, or whether the text can still be read. */
type Part = (token: TimeToken, draft: MomentDraft) => Partial<MomentDraft> | boolean;

const PARTS: Readonly<Record<string, Part>> = {
  /** The place for a date, and the place for a time of day. */
  '#': (_token, draft) => claimDate(draft),
  '@': (_token, draft) => claimTime(draft),
  /** A year: perhaps short, plain, signed. */
  Y: (token) => ({ year: token.year() }),
  y: (token) => ({ year: token.number(4) }),
  S: (token) => ({ year: token.signed() }),
  /** A month: in letters, in digits. */
  M: (token) => ({ month: token.month() }),
  m: (token) => ({ month: token.number(2) }),
  /** A day: of the month, the first of it, of the year. */
  d: (token) => ({ day: token.number(2) }),
  '1': () => ({ day: 1 }),
  D: (token) => ({ month: 1, day: token.number(3), isOrdinal: true }),
  h: (token) => ({ hour: token.number(2) }),
  i: (token) => ({ minute: token.number(2) }),
  s: (token) => ({ second: token.number(2) }),
  f: readFraction,
  /** Minutes, seconds and fraction, as far as the piece goes; `u` is the part of it after the minutes. */
  t: (token, draft) => !token.goesOn('.:') || readParts('iu')(token, draft),
  u: (token, draft) => !token.goesOn('.:') || readParts('sf')(token, draft),
  /** Seconds, after a colon only: a point before them is refused. */
  c: (token, draft) => (token.goesOn(':') ? readParts('s')(token, draft) : !token.goesOn('.')),
  a: readMeridian,
  z: (token, draft) => token.rest === '' || takeZone(token, draft),
};

/** Reads the parts of a piece in this order, by their letters. */
export const readParts =
  (order: string): Reading =>
  (token, draft) =>
    order.split('').every((letter) => {
      const part = PARTS[letter]?.(token, draft) ?? false;
      return typeof part === 'boolean' ? part : Object.assign(draft, part);
    });

/** Digits beyond the fifteenth are refused: they could round up to the next second, here or there. */
function readFraction(token: TimeToken): Partial<MomentDraft> | boolean {
  if (!token.goesOn('.:')) return true;
  const digits = token.take(/\d+/);
  return digits.length < 16 && { micros: Math.floor(Number(digits) * 10 ** (6 - digits.length)) };
}

/** `am` or `pm`, after the hour. */
export function readMeridian(token: TimeToken, draft: MomentDraft): boolean {
  const isMorning = /a/i.test(token.take(/[AaPp]/));
  const { hour = 0 } = draft;
  draft.hour = hour === 12 ? (isMorning ? 0 : 12) : isMorning ? hour : hour + 12;
  return true;
}

/**
 * Takes the zone in the rest of the piece. A second zone is refused unless it is as far from UTC as the
 * first: PHP drops it, so `UTC+3` would be three hours off. A third is refused there too.
 */
export function takeZone(token: TimeToken, draft: MomentDraft): boolean {
  const zone = readZone(token.rest);
  const isFirst = draft.zone === undefined;
  draft.zoneCount += 1;
  draft.zone ??= zone;
  return zone !== undefined && (isFirst || (draft.zone === zone && draft.zoneCount === 2));
}
