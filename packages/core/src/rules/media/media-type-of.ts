/**
 * The fourteen file extensions that can be sent by MMS, in lower case without the dot, and the media type of each
 * (Chatti API V1, "MMS File Types"). The extension alone decides.
 */
export const MEDIA_TYPES = {
  gif: 'image/gif',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  '3gp': 'audio/3gpp',
  mp4: 'video/mp4',
  mpg: 'video/mpeg',
  mpeg: 'video/mpeg',
  avi: 'video/avi',
  pdf: 'application/pdf',
  vcf: 'text/vcard',
  vcard: 'text/vcard',
} as const;

/** A file extension that can be sent by MMS: lower case, without the dot. */
export type MediaExtension = keyof typeof MEDIA_TYPES;

/** A media type that can be sent by MMS. */
export type MediaType = (typeof MEDIA_TYPES)[MediaExtension];

/**
 * The media type of a file by its extension: what stands after the last dot, in any case. Undefined where there is no
 * dot or the file cannot be sent by MMS. Takes the path of a URL too, but not its query.
 *
 * @example
 * mediaTypeOf('menu.PDF'); // 'application/pdf'
 * mediaTypeOf('menu.docx'); // undefined
 */
export function mediaTypeOf(filename: string): MediaType | undefined {
  const dot = filename.lastIndexOf('.');
  if (dot < 0) return undefined;
  const extension = filename.slice(dot + 1).toLowerCase();
  return isMediaExtension(extension) ? MEDIA_TYPES[extension] : undefined;
}

/** Own keys only: a file may be called `x.constructor`. */
function isMediaExtension(extension: string): extension is MediaExtension {
  return Object.hasOwn(MEDIA_TYPES, extension);
}
