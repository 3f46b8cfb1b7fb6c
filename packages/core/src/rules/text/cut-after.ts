import { SEGMENT_UNITS } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import { SEPTETS } from './gsm7.table.ts';
import { isPairAt } from './count-code-points.ts';

/**
 * Where the segment that begins at `start` ends, in a text of several segments: as much as fits, without cutting an
 * escape pair or a surrogate pair, whose halves would arrive as two wrong characters. A sequence of several whole
 * characters (a flag, a letter and its accent) may be cut: the phone puts it together again.
 */
export function cutAfter(text: string, start: number, encoding: Encoding): number {
  return encoding === 'GSM-7' ? cutSeptets(text, start) : cutUnits(text, start);
}

function cutSeptets(text: string, start: number): number {
  let room = SEGMENT_UNITS['GSM-7'].joined;
  let end = start;
  while (end < text.length) {
    room -= SEPTETS[text.charCodeAt(end)] ?? 0;
    if (room < 0) break;
    end++;
  }
  return end;
}

function cutUnits(text: string, start: number): number {
  const end = start + SEGMENT_UNITS['UCS-2'].joined;
  if (end >= text.length) return text.length;
  return isPairAt(text, end - 1) ? end - 1 : end;
}
