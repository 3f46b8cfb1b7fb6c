import { parseTimestamp } from '@chatti/core/rules';

/** How far ahead a message can be scheduled, in ms: 60 days. */
const farthest = 60 * 86_400_000;

/** Long enough to tell a text that names a moment from one that moves with the clock, in ms. */
const aWhile = 61_000;

/** What a text for the time of sending comes to. */
export type Schedule =
  | { readonly kind: 'now' }
  | { readonly kind: 'at'; readonly at: Date; readonly value: string }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * Reads when to send, as the server does, from the server's own time. A moment is sent as one; a text that moves with
 * the clock (`+1 hour`) is sent as written, since the server reads it when it arrives.
 */
export function readSchedule(text: string, now: Date): Schedule {
  const words = text.trim();
  if (words === '') return { kind: 'now' };
  const at = parseTimestamp(words, now);
  if (!at)
    return {
      kind: 'refused',
      why: 'Not understood. Write “next Monday 9am”, “tomorrow 18:30”, “+2 hours” or 2026-12-24 09:00.',
    };
  const ahead = at.getTime() - now.getTime();
  if (ahead <= 0) return { kind: 'refused', why: `${stamp(at)} is past. A message can only be sent ahead.` };
  if (ahead > farthest)
    return { kind: 'refused', why: `${stamp(at)} is more than 60 days ahead, and that is the limit.` };
  const later = parseTimestamp(words, new Date(now.getTime() + aWhile));
  const moves = later?.getTime() !== at.getTime();
  return { kind: 'at', at, value: moves ? words : at.toISOString().replace('.000Z', 'Z') };
}

/** A time of sending in a sentence: the moment in UTC, the same moment here, and how long it is until then. */
export function scheduleHint(at: Date, now: Date, zone: string | undefined): string {
  const here = clockIn(at, zone);
  const parts = [stamp(at), ...(here === clockIn(at, 'UTC') ? [] : [`${here} here`]), until(at, now)];
  return parts.join(' · ');
}

const format = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
} as const;
const day = new Intl.DateTimeFormat('en-GB', format);

function stamp(at: Date): string {
  return `${day.format(at).replace(',', '')}, ${clockIn(at, 'UTC')} UTC`;
}

function clockIn(at: Date, timeZone: string | undefined): string {
  const seconds = at.getUTCSeconds() > 0 ? ({ second: '2-digit' } as const) : {};
  const hours = { hour: '2-digit', minute: '2-digit', ...seconds } as const;
  return new Intl.DateTimeFormat('en-GB', timeZone === undefined ? hours : { ...hours, timeZone }).format(at);
}

/** How long it is until then: the two largest units that say anything. */
function until(at: Date, now: Date): string {
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000);
  if (minutes < 1) return 'in less than a minute';
  const units: readonly [number, string][] = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ];
  const first = units.findIndex(([count]) => count > 0);
  const said = units.slice(first, first + 2).filter(([count]) => count > 0);
  return `in ${said.map(([count, unit]) => `${count} ${unit}`).join(' ')}`;
}
