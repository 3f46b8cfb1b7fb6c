import { MEDIA_TYPES, mediaTypeOf } from '@chatti/core/rules';

/** A file of the message that is being written. */
export type DraftFile =
  | {
      readonly kind: 'file';
      readonly id: string;
      readonly filename: string;
      readonly type: string;
      /** In bytes. */
      readonly size: number;
      /** The file itself, base64. */
      readonly content: string;
      /** A blob URL, to show it. */
      readonly shown: string;
    }
  | {
      readonly kind: 'url';
      readonly id: string;
      readonly filename: string;
      readonly type: string;
      readonly url: string;
    };

/** The most files of one message. */
export const MAX_FILES = 10;

/** What a request may carry, in bytes. Source: Chatti's published document, "8MB". */
const requestBytes = 8_000_000;

/** What is left for everything beside the files, in bytes. */
const besideBytes = 16_000;

/** The most bytes that files can have together: base64 makes four bytes of three. */
export const MAX_FILE_BYTES = Math.floor(((requestBytes - besideBytes) * 3) / 4);

/** The extensions that can be sent, for a file dialog. */
export const ACCEPTED = Object.keys(MEDIA_TYPES)
  .map((extension) => `.${extension}`)
  .join(',');

/** The extensions as a sentence names them, one for each kind. */
export const KINDS = 'gif, png, jpg, mp3, wav, 3gp, mp4, mpg, avi, pdf or vcf';

/** How many bytes the files of a message have together. */
export function bytesOf(files: readonly DraftFile[]): number {
  return files.reduce((sum, file) => sum + (file.kind === 'file' ? file.size : 0), 0);
}

/** Why a file cannot be added, in a sentence; undefined where it can. */
export function refusalOf(
  file: { readonly name: string; readonly size: number },
  files: readonly DraftFile[],
): string | undefined {
  if (mediaTypeOf(file.name) === undefined) return `${file.name} is no file that MMS takes: ${KINDS}.`;
  if (file.size === 0) return `${file.name} is empty.`;
  if (files.length >= MAX_FILES) return `${file.name} is left out: ${MAX_FILES} files are the limit.`;
  const together = bytesOf(files) + file.size;
  if (together > MAX_FILE_BYTES)
    return `${file.name} is left out: with it the files have ${sizeText(together)}, and a request carries ${sizeText(MAX_FILE_BYTES)} of files.`;
  return undefined;
}

/** Reads the address of a file, or says why it is none. */
export function readMediaUrl(text: string, files: readonly DraftFile[]): DraftFile | string {
  const url = text.trim();
  if (!/^https:\/\/[^\s/?#\\@]+(?:[/?#]|$)/i.test(url) || /\s/.test(url) || !URL.canParse(url))
    return 'The address of a file begins with https://.';
  const { pathname } = new URL(url);
  const filename = pathname.slice(pathname.lastIndexOf('/') + 1);
  const type = mediaTypeOf(filename);
  if (type === undefined) return `The address must end with a file that MMS takes: ${KINDS}.`;
  if (files.length >= MAX_FILES) return `${MAX_FILES} files are the limit.`;
  if (files.some((file) => file.kind === 'url' && file.url === url)) return 'This file is there already.';
  return { kind: 'url', id: url, filename, type, url };
}

/** A size as a person reads it. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
