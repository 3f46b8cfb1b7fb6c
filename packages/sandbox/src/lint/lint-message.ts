import type { CompleteFinding } from '@chatti/core/contract';
import {
  alphaSenderSupport,
  countriesOfNumber,
  countSegments,
  endsWithOptOut,
  expandOptOut,
  hasOptOut,
  mediaTypeOf,
  parsePhoneNumber,
  parseSender,
  SEGMENT_UNITS,
  toGsm7,
} from '@chatti/core/rules';
import { doubtsAboutLinks, type LinkDoubt } from './links.ts';
import { readsLikeMarketing } from './reads-like-marketing.ts';

/** A message as far as it can be judged. */
export interface Lintable {
  readonly to?: string | null | undefined;
  readonly from?: string | null | undefined;
  /** The text as it was written, with `{OptOutURL}` in place of the link. */
  readonly body?: string | null | undefined;
  readonly media?:
    | readonly { readonly filename?: string | null | undefined; readonly url?: string | null | undefined }[]
    | undefined;
}

/** What is known of the platform. */
export interface LintOptions {
  /** How long an opt-out link is, in characters. Default 40. */
  readonly linkLength?: number;
}

/**
 * Would this be wise in production? What is doubtful about a message that would be accepted all the same: never a
 * refusal, and often a guess. Each finding has a code, the field and a sentence without the text.
 *
 * @example
 * ```ts
 * lintMessage({ to: '+14155550123', from: 'Acme', body: 'Summer sale! acme.example' }).map(({ code }) => code);
 * // ['opt_out_missing', 'sender_unsupported']
 * ```
 */
export function lintMessage(message: Lintable, { linkLength = 40 }: LintOptions = {}): CompleteFinding[] {
  const body = message.body ?? '';
  return [
    ...lintOptOut(body),
    ...lintSender(message),
    // An MMS is not sent in segments.
    ...((message.media?.length ?? 0) > 0 ? lintMedia(message) : lintSegments(body, linkLength)),
    ...doubtsAboutLinks(body).map((code) => ({ field: 'body', code, message: aboutLinks[code] })),
  ];
}

function lintOptOut(body: string): CompleteFinding[] {
  if (endsWithOptOut(body) || !readsLikeMarketing(body)) return [];
  return [
    hasOptOut(body)
      ? {
          field: 'body',
          code: 'opt_out_not_last',
          message: 'This reads like marketing, and its opt-out is not at the end.',
        }
      : {
          field: 'body',
          code: 'opt_out_missing',
          message: 'This reads like marketing, and has no opt-out. It needs one at its end: {OptOutURL}.',
        },
  ];
}

function lintSender({ to, from }: Lintable): CompleteFinding[] {
  const number = parsePhoneNumber(to ?? '');
  if (number === undefined || parseSender(from ?? '')?.kind !== 'alphanumeric') return [];
  const countries = countriesOfNumber(number);
  // Countries that share a calling code: only what goes for each of them is said.
  const all = (status: string): boolean =>
    countries.length > 0 && countries.every((country) => alphaSenderSupport(country).status === status);
  if (all('unsupported'))
    return [
      {
        field: 'from',
        code: 'sender_unsupported',
        message: 'That country takes no alphanumeric sender IDs: networks replace or drop the message.',
      },
    ];
  if (!all('registration')) return [];
  return [
    {
      field: 'from',
      code: 'sender_registration',
      message: 'That country takes registered sender IDs only.',
    },
  ];
}

function lintSegments(body: string, linkLength: number): CompleteFinding[] {
  const sent = expandOptOut(body, 'x'.repeat(linkLength));
  const count = countSegments(sent);
  return [...lintEncoding(sent, count.segments), ...lintLink(body, count)];
}

function lintEncoding(sent: string, segments: number): CompleteFinding[] {
  if (countSegments(sent).encoding === 'GSM-7') return [];
  const { text, replaced, unresolved } = toGsm7(sent);
  if (unresolved.length > 0) return [];
  const characters = [...new Set(replaced.flatMap(({ from }) => [...from]))].slice(0, 5).map(codePoint);
  const less = countSegments(text).segments;
  const saved = less < segments ? ` It would take ${plural(less)} in place of ${plural(segments)}.` : '';
  return [
    {
      field: 'body',
      code: 'ucs2_by_twin',
      message: `Only ${characters.join(', ')} ${characters.length === 1 ? 'makes' : 'make'} this text UCS-2, and GSM-7 has a twin.${saved}`,
    },
  ];
}

function lintLink(body: string, count: ReturnType<typeof countSegments>): CompleteFinding[] {
  if (!hasOptOut(body)) return [];
  const without = countSegments(expandOptOut(body, ''));
  if (count.segments <= without.segments || without.encoding !== count.encoding) return [];
  const { single, joined } = SEGMENT_UNITS[count.encoding];
  const room = without.segments === 1 ? single : without.segments * joined;
  return [
    {
      field: 'body',
      code: 'link_adds_segment',
      message: `The opt-out link makes this ${plural(count.segments)} in place of ${plural(without.segments)}: about ${count.units - room} characters too many.`,
    },
  ];
}

/** Types that many phones and networks drop or cannot show; pictures, 3GPP, MP4 and vCards mostly arrive. */
const oftenDropped: ReadonlySet<string | undefined> = new Set([
  'video/avi',
  'video/mpeg',
  'audio/wav',
  'audio/mpeg',
  'application/pdf',
]);

function lintMedia({ media = [] }: Lintable): CompleteFinding[] {
  return media.flatMap(({ filename, url }, index) => {
    const type = mediaTypeOf(filename ?? (url ?? '').replace(/[?#].*$/, ''));
    if (!oftenDropped.has(type)) return [];
    return [
      {
        field: `media[${index}]`,
        code: 'media_often_dropped',
        message: `Many phones and networks drop ${type}.`,
      },
    ];
  });
}

const aboutLinks: Readonly<Record<LinkDoubt, string>> = {
  link_hidden_character: 'A link holds a character that shows nothing, or turns the direction of the text.',
  link_look_alike: 'A link holds characters that look like others: filters and readers take it for fraud.',
};

function codePoint(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function plural(segments: number): string {
  return segments === 1 ? '1 segment' : `${segments} segments`;
}
