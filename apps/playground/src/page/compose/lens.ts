import { OPT_OUT_TAG, countSegments, expandOptOut, segmentText, toGsm7 } from '@chatti/core/rules';
import type { CharacterAt, Encoding, SegmentPart } from '@chatti/core/rules';

/** A stretch of the text as it is drawn. All spans together are the text as written. */
export interface LensSpan {
  /** Where it begins, as `text.slice` counts. */
  readonly start: number;
  readonly text: string;
  /** `foreign`: one character that GSM-7 lacks. `tag`: the opt-out tag, which becomes a link. */
  readonly kind: 'plain' | 'foreign' | 'tag';
  /** The segment that it begins in, from 0. */
  readonly segment: number;
  /** The segment that it ends in: another one only for a tag whose link is cut in two. */
  readonly lastSegment: number;
}

/** A character that keeps the text from GSM-7. */
export interface Foreign {
  readonly char: string;
  /** Its place in the text in characters, from 1. */
  readonly position: number;
}

/** What keeps the text from GSM-7, and what would mend it. */
export interface Mend {
  readonly foreign: readonly Foreign[];
  /** Those of them that have no twin: while there is one, twins alone do not help. */
  readonly unresolved: readonly Foreign[];
  /** The text with a twin for every character, and without those that have none. */
  readonly mended: string;
  /** The twin, where it is one and the same for all. */
  readonly twin: string | undefined;
  /** How many segments the mended text takes. */
  readonly segments: number;
}

/** Everything that there is to see of a text before it is sent. */
export interface Lens {
  readonly spans: readonly LensSpan[];
  /** Whether the segments are drawn: not in a text of an MMS, which is not cut, and not in one beyond all limits. */
  readonly drawn: boolean;
  readonly characters: number;
  readonly encoding: Encoding;
  readonly segments: number;
  /** Units that the last segment has left. */
  readonly left: number;
  /** Undefined where the text is GSM-7. */
  readonly mend: Mend | undefined;
}

/** Longer texts are counted and not drawn, in UTF-16 units: no message is that long, and a browser would choke on the spans. */
export const DRAWN_LENGTH = 8000;

/** Reads a text as it is sent, with `link` in place of every opt-out tag, and tells it by the places of the text as written. */
export function readLens(text: string, link: string, type: 'sms' | 'mms' = 'sms'): Lens {
  const { parts, nonGsm, characters, encoding, segments } = segmentText(expandOptOut(text, link));
  const figures = { characters, encoding, segments, left: parts.at(-1)?.remaining ?? 0 };
  const drawn = type === 'sms' && text.length <= DRAWN_LENGTH;
  if (!drawn) return { ...figures, drawn, spans: [whole(text)], mend: undefined };
  const tags = tagsOf(text);
  const written = (sent: number): number => asWritten(sent, tags, link.length);
  const foreign = nonGsm.map(({ index, char }) => ({ index: written(index), char }));
  return {
    ...figures,
    drawn,
    spans: spansOf(text, { tags, foreign, cuts: cutsOf(parts).map(written) }),
    mend: encoding === 'UCS-2' ? mendOf(text, foreign, link) : undefined,
  };
}

function whole(text: string): LensSpan {
  return { start: 0, text, kind: 'plain', segment: 0, lastSegment: 0 };
}

function tagsOf(text: string): number[] {
  return Array.from(text.matchAll(new RegExp(OPT_OUT_TAG, 'g')), ({ index }) => index);
}

/** Where each segment but the first begins, in the text as sent. */
function cutsOf(parts: readonly SegmentPart[]): number[] {
  let end = 0;
  return parts.slice(0, -1).map((part) => (end += part.text.length));
}

/** A place of the text as sent in the text as written; a place inside a link is one inside its tag. */
function asWritten(sent: number, tags: readonly number[], linkLength: number): number {
  let ahead = 0;
  for (const tag of tags) {
    const inLink = sent - ahead - tag;
    if (inLink <= 0) break;
    if (inLink < linkLength) return tag + 1;
    ahead += linkLength - OPT_OUT_TAG.length;
  }
  return sent - ahead;
}

interface Places {
  readonly tags: readonly number[];
  readonly foreign: readonly CharacterAt[];
  readonly cuts: readonly number[];
}

function spansOf(text: string, { tags, foreign, cuts }: Places): LensSpan[] {
  const kinds = new Map<number, LensSpan['kind']>();
  const edges = new Set([0, text.length]);
  const mark = (kind: LensSpan['kind'], start: number, length: number): void => {
    kinds.set(start, kind);
    edges.add(start).add(start + length);
  };
  for (const cut of cuts) edges.add(cut);
  for (const { index, char } of foreign) mark('foreign', index, char.length);
  for (const tag of tags) {
    mark('tag', tag, OPT_OUT_TAG.length);
    // A tag is drawn whole, also where its link is cut.
    edges.delete(tag + 1);
  }
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, index) => {
    const end = sorted[index + 1] ?? text.length;
    return {
      start,
      text: text.slice(start, end),
      kind: kinds.get(start) ?? 'plain',
      segment: cuts.filter((cut) => cut <= start).length,
      lastSegment: cuts.filter((cut) => cut < end).length,
    };
  });
}

function mendOf(text: string, foreign: readonly CharacterAt[], link: string): Mend {
  const { text: replaced, unresolved } = toGsm7(text);
  const chars = new Set(foreign.map(({ char }) => char));
  const twins = new Set([...chars].map((char) => toGsm7(char).text));
  const [twin] = twins;
  const stubborn = new Set(unresolved.map(({ char }) => char));
  const mended = [...replaced].filter((char) => !stubborn.has(char)).join('');
  return {
    foreign: placed(text, foreign),
    unresolved: placed(text, unresolved),
    mended,
    twin: twins.size === 1 && unresolved.length === 0 ? twin : undefined,
    segments: countSegments(expandOptOut(mended, link)).segments,
  };
}

function placed(text: string, places: readonly CharacterAt[]): Foreign[] {
  let position = 0;
  let from = 0;
  return places.map(({ index, char }) => {
    position += countSegments(text.slice(from, index)).characters;
    from = index;
    return { char, position: position + 1 };
  });
}
