export { mediaTypeOf, MEDIA_TYPES } from './media/media-type-of.ts';
export type { MediaExtension, MediaType } from './media/media-type-of.ts';
export { expandedLength } from './opt-out/expanded-length.ts';
export {
  isOptInKeyword,
  isOptOutKeyword,
  OPT_IN_KEYWORDS,
  OPT_OUT_KEYWORDS,
} from './opt-out/opt-out-keywords.ts';
export { appendOptOut, endsWithOptOut, expandOptOut, hasOptOut, OPT_OUT_TAG } from './opt-out/opt-out-tag.ts';
export type { AppendOptOutOptions } from './opt-out/opt-out-tag.ts';
export { callingCodeOf, countriesOfNumber } from './phone/calling-code-of.ts';
export { isPhoneNumber } from './phone/is-phone-number.ts';
export { parsePhoneNumber } from './phone/parse-phone-number.ts';
export { alphaSenderSupport } from './sender/alpha-sender-support.ts';
export type { AlphaSenderSupport } from './sender/alpha-sender-support.ts';
export { explainSender, isSender, parseSender, SENDER_ID_LENGTH } from './sender/parse-sender.ts';
export type { ParsedSender } from './sender/parse-sender.ts';
export { countSegments } from './text/count-segments.ts';
export type { SegmentCount } from './text/count-segments.ts';
export { SEGMENT_UNITS } from './text/encoding.ts';
export type { Encoding } from './text/encoding.ts';
export { isGsm7 } from './text/is-gsm7.ts';
export { segmentText } from './text/segment-text.ts';
export type { CharacterAt, SegmentedText, SegmentPart } from './text/segment-text.ts';
export { toGsm7 } from './text/to-gsm7.ts';
export type { Gsm7Text, Replacement } from './text/to-gsm7.ts';
export { formatTimestamp } from './time/format-timestamp.ts';
export { parseTimestamp } from './time/parse-timestamp.ts';
