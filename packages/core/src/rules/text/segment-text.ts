import { countSegments } from './count-segments.ts';
import type { SegmentCount } from './count-segments.ts';
import { countSeptets } from './count-septets.ts';
import { cutAfter } from './cut-after.ts';
import { SEGMENT_UNITS } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import { SEPTETS } from './gsm7.table.ts';
import { isPairAt } from './count-code-points.ts';

/** One segment of a text. */
export interface SegmentPart {
  /** The text that this segment carries. All parts together are the whole text. */
  text: string;
  /** Septets or UTF-16 units used. */
  units: number;
  /** Units left free: of 160 or 70 where the text is one segment, else of 153 or 67. */
  remaining: number;
}

/** A character at its place in a text. */
export interface CharacterAt {
  /** UTF-16 offset into the text, as `text.slice` takes it. */
  index: number;
  /** The whole character: both halves of a surrogate pair. */
  char: string;
}

/** The facts of `countSegments`, the parts, and what keeps the text from GSM-7. */
export interface SegmentedText extends SegmentCount {
  /** One for each segment; the empty text is one empty part. */
  parts: SegmentPart[];
  /** Every character that is not in GSM-7, in order. Empty exactly when the encoding is `GSM-7`. */
  nonGsm: CharacterAt[];
}

/**
 * Cuts a text into the segments that it is sent as, and names the characters that make it `UCS-2`. Slower than
 * `countSegments`, with the same rules and figures. Never throws.
 *
 * @example
 * segmentText('It’s ready');
 * // { encoding: 'UCS-2', characters: 10, units: 10, segments: 1,
 * //   parts: [{ text: 'It’s ready', units: 10, remaining: 60 }], nonGsm: [{ index: 2, char: '’' }] }
 */
export function segmentText(text: string): SegmentedText {
  const count = countSegments(text);
  return { ...count, parts: partsOf(text, count), nonGsm: count.encoding === 'GSM-7' ? [] : nonGsmOf(text) };
}

function partsOf(text: string, { encoding, segments }: SegmentCount): SegmentPart[] {
  const { single, joined } = SEGMENT_UNITS[encoding];
  if (segments === 1) return [partOf(text, encoding, single)];
  const parts: SegmentPart[] = [];
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = cutAfter(text, start, encoding);
    parts.push(partOf(text.slice(start, end), encoding, joined));
  }
  return parts;
}

function partOf(text: string, encoding: Encoding, capacity: number): SegmentPart {
  const units = encoding === 'GSM-7' ? (countSeptets(text) ?? 0) : text.length;
  return { text, units, remaining: capacity - units };
}

function nonGsmOf(text: string): CharacterAt[] {
  const found: CharacterAt[] = [];
  for (let index = 0; index < text.length; index++) {
    if (SEPTETS[text.charCodeAt(index)]) continue;
    const length = isPairAt(text, index) ? 2 : 1;
    found.push({ index, char: text.slice(index, index + length) });
    index += length - 1;
  }
  return found;
}
