import { countSeptets } from './count-septets.ts';
import { cutAfter } from './cut-after.ts';
import { SEGMENT_UNITS } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import { countCodePoints } from './count-code-points.ts';

/** What a text costs to send. */
export interface SegmentCount {
  /** `GSM-7` where every character allows it, else `UCS-2`. */
  encoding: Encoding;
  /** Unicode code points; a lone surrogate counts as one. */
  characters: number;
  /** Septets of GSM-7 (ten characters take two), or UTF-16 units of UCS-2 (a character outside the basic plane takes two). */
  units: number;
  /** Messages on the air, which is what carriers bill: at least 1. */
  segments: number;
}

/**
 * Counts the segments of a text as it stands: an opt-out tag is counted as its eleven characters, so expand it first.
 *
 * The figures are those of 3GPP TS 23.038 and 23.040: one segment holds 160 septets or 70 UTF-16 units; each of several
 * holds 153 or 67, and none ends inside an escape pair or a surrogate pair. The empty text is 0 units in 1 segment.
 * Never throws, in time linear in the text; lone surrogates are counted here (the API refuses them).
 *
 * @example
 * countSegments('Your table is ready.'); // { encoding: 'GSM-7', characters: 20, units: 20, segments: 1 }
 * countSegments('Ready 🎉'); // { encoding: 'UCS-2', characters: 7, units: 8, segments: 1 }
 */
export function countSegments(text: string): SegmentCount {
  const septets = countSeptets(text);
  if (septets === undefined) {
    const units = text.length;
    return {
      encoding: 'UCS-2',
      characters: countCodePoints(text),
      units,
      segments: units <= SEGMENT_UNITS['UCS-2'].single ? 1 : countCuts(text, 'UCS-2'),
    };
  }
  return {
    encoding: 'GSM-7',
    characters: text.length,
    units: septets,
    segments: countGsm7Segments(text, septets),
  };
}

function countGsm7Segments(text: string, septets: number): number {
  const { single, joined } = SEGMENT_UNITS['GSM-7'];
  if (septets <= single) return 1;
  // Without an extension character nothing can be cut in two, so that every segment is full.
  return septets === text.length ? Math.ceil(septets / joined) : countCuts(text, 'GSM-7');
}

function countCuts(text: string, encoding: Encoding): number {
  let segments = 0;
  for (let start = 0; start < text.length; start = cutAfter(text, start, encoding)) segments++;
  return segments;
}
