import { DAY_MS } from './calendar-day.ts';
import type { ZoneOffset } from './moment-draft.ts';
import { ZONE_ABBREVIATIONS } from './zone-abbreviations.table.ts';

const HOUR_MS = 3_600_000;

/** The span in which the zone databases agree: before it they differ, after it they guess. */
const KNOWN_FROM = Date.UTC(1970, 0, 2);
const KNOWN_UNTIL = Date.UTC(2037, 11, 31);

/**
 * Identifiers to look up: those with a region, and the short ones. Left out are names that engines know
 * and PHP does not, and Morocco, whose clock is decided from year to year and differs by database.
 */
const IDENTIFIER =
  /^(?!systemv|etc|canada\/east-s|africa\/(?:casa|el_a))\w+\/|^(?:cuba|egypt|eire|gb|iran|israel|japan|libya|navajo|nz|poland|prc|roc|rok|turkey)$/;

/**
 * Reads a time zone: `Z`, a military letter, `+02:00`, `GMT-5`, `EST`, `Europe/London`, in brackets or not.
 * Undefined where there is none, or none whose meaning is beyond doubt.
 */
export function readZone(text: string): ZoneOffset | undefined {
  const bare = text.replace(/^[ \t(]+|\)+$/g, '');
  const [, sign, digits] = /^(?:GMT)?([+-])([\d:]+)$/.exec(bare) ?? [];
  if (digits !== undefined) return readShift(digits, sign === '-' ? -1 : 1);
  const word = bare.toLowerCase();
  return readAbbreviation(word) ?? readIdentifier(word);
}

/** `5`, `05`, `530`, `0530`, `5:30`, `05:30`, `053015` or `05:30:15` in milliseconds. */
function readShift(digits: string, sign: number): number | undefined {
  const parts = digits.replace(/^(\d?\d)(\d\d)(\d\d)?$/, '$1:$2:$3').split(':');
  const [hours = 0, minutes = 0, seconds = 0] = parts.map(Number);
  // PHP takes 196 for one hour and 96 minutes, which nobody means.
  return minutes > 59 ? undefined : sign * (hours * HOUR_MS + minutes * 60_000 + seconds * 1000);
}

function readAbbreviation(word: string): number | undefined {
  if (/^(?:z|zulu|etc\/(?:gmt|utc|uct|universal|zulu|greenwich))$/.test(word)) return 0;
  // Military letters, without j: east of UTC up to m, west of it from n.
  const letter = 'yxwvutsrqpon-abcdefghiklm'.indexOf(word);
  if (/^[a-ik-y]$/.test(word)) return (letter - 12) * HOUR_MS;
  const known = /^[a-z]+$/.test(word) && new RegExp(`\\b${word}(-?[\\d.]+)`).exec(ZONE_ABBREVIATIONS);
  return known ? Number(known[1]) * HOUR_MS : undefined;
}

/** Offsets of a named zone, from the database of the JavaScript engine. */
function readIdentifier(id: string): ZoneOffset | undefined {
  if (!IDENTIFIER.test(id)) return undefined;
  try {
    const clock = new Intl.DateTimeFormat('en-US', { timeZone: id, timeZoneName: 'longOffset' });
    return (instant) => {
      const [, sign, digits = '0'] = /GMT(.)?(.+)?$/.exec(clock.format(instant)) ?? [];
      return readShift(digits, sign === '-' ? -1 : 1) ?? Number.NaN;
    };
  } catch {
    // The engine does not know the zone, so neither do we.
    return undefined;
  }
}

/**
 * The instant of a local time given as if it were UTC, both in milliseconds. A local time that a named zone
 * skips is read with the offset from before the change, as PHP does. Undefined for one that the zone has
 * twice, where PHP takes the first or the second after rules of its own, and outside 1970 to 2037.
 */
export function toInstant(local: number, zone: ZoneOffset): number | undefined {
  if (typeof zone === 'number') return local - zone;
  if (!(local > KNOWN_FROM && local < KNOWN_UNTIL)) return undefined;
  const before = zone(local - DAY_MS);
  const after = zone(local + DAY_MS);
  const isBefore = zone(local - before) === before;
  const isAfter = zone(local - after) === after;
  if (isBefore && isAfter && before !== after) return undefined;
  return local - (isAfter ? after : before);
}
