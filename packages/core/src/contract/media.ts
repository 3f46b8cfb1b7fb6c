import * as v from 'valibot';
import { MEDIA_TYPES, type MediaExtension, mediaTypeOf } from '../rules/media/media-type-of.ts';
import { documented } from './documented.ts';
import type { Gives, In, Reads, Schema, Takes, Whole } from './endpoint.ts';
import {
  checked,
  closed,
  known,
  whole,
  open,
  optional,
  orNull,
  rule,
  string,
  text,
  words,
} from './fields.ts';

/** The most characters of a media URL: what browsers and proxies agree to carry. */
const urlLimit = 2048;

// Each part excludes the next one's first character, so the match takes linear time.
const httpsUrl = /^https:\/\/[^\s/?#\\@]+(\/[^\s?#]*)?(?:\?[^\s#]*)?(?:#\S*)?$/i;

function mediaUrl(): Schema<string, string> {
  return documented(
    { type: 'string', format: 'uri', pattern: '^[hH][tT][tT][pP][sS]://', maxLength: urlLimit },
    v.pipe(
      string(),
      rule((value) => value.length <= urlLimit, 'too_long'),
      rule((value) => value.length > urlLimit || httpsUrl.test(value), 'invalid_type'),
    ),
  );
}

function base64(): Schema<string, string> {
  return documented(
    { type: 'string', contentEncoding: 'base64', minLength: 1 },
    v.pipe(
      string(),
      rule((value) => value.length > 0, 'empty'),
      rule((value) => value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value), 'invalid_type'),
    ),
  );
}

const mediaInputFields = {
  /** Where the platform fetches the file: https. Give this or `content`. */
  url: optional(mediaUrl()),
  /** The file's name; its extension decides the type. Needed with `content`, and where the URL's path has no extension. */
  filename: optional(text(255)),
  /** The file itself, base64. Give this or `url`. */
  content: optional(base64()),
};

/** One file of an MMS: `{ url, filename? }` or `{ filename, content }`. */
export interface MediaInput extends In<typeof mediaInputFields> {}
/** The schema of {@link MediaInput}. */
export const mediaInputSchema: Takes<MediaInput> = checked(closed(mediaInputFields), (media, complain) => {
  if (media.url !== undefined && media.content !== undefined) complain('contradiction', 'content');
  if (media.url === undefined && media.content === undefined) complain('required', 'url');
  if (media.content !== undefined && media.filename === undefined) complain('required', 'filename');
  const named = media.filename ?? nameInUrl(media.url);
  if (named !== undefined && mediaTypeOf(named) === undefined) {
    complain('unsupported_media_type', media.filename === undefined ? 'url' : 'filename');
  }
});

/** The last segment of a URL's path: empty where the URL ends without one. */
export function nameInUrl(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const path = httpsUrl.exec(url)?.[1] ?? '';
  return path.slice(path.lastIndexOf('/') + 1);
}

// Object.values and a Set give the table's own values; their types cannot say so.
const mediaTypes = [...new Set(Object.values(MEDIA_TYPES))] as (typeof MEDIA_TYPES)[MediaExtension][];

const mediaFields = {
  /** Where the file can be fetched. */
  url: words(),
  /** The type, decided by the file's extension. */
  content_type: known(mediaTypes),
  /** The file's name. */
  filename: words(),
  /** The size in bytes; null where the platform has not fetched it yet. */
  size: orNull(whole()),
};

/** One file of a message. */
export interface Media extends Reads<typeof mediaFields> {}
/** Media, complete as a server writes it. */
export interface CompleteMedia extends Whole<typeof mediaFields> {}
/** The schema of {@link Media}. */
export const mediaSchema: Gives<Media, CompleteMedia> = open(mediaFields);
