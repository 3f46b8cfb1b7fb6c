import { ConfigurationError } from '@chatti/core';
import { checkInput, mediaInputSchema, type MediaInput } from '@chatti/core/contract';
import { MEDIA_TYPES, mediaTypeOf } from '@chatti/core/rules';
import { RequestProblem } from '../http/request-problem.ts';
import { type Handler, step, type WebRequest } from '../http/web-request.ts';
import { isGenuineMedia } from './is-genuine-media.ts';
import { readMultipart, type UploadedFile } from './read-multipart.ts';

/** Options of `mediaUpload`. */
export interface MediaUploadOptions {
  /**
   * The most bytes of one file. Default 1 000 000. A request to Chatti holds 8 MB and base64 adds a third, so all
   * files of one message together should stay under 5.9 MB; many networks deliver far less.
   */
  readonly maxBytes?: number;
  /** The most files of one upload, 1 to 10. Default 1. */
  readonly maxFiles?: number;
}

/** What an upload became. */
export interface MediaUpload {
  /** The files, as `media` of a send takes them: `{ filename, content }`. */
  readonly media: MediaInput[];
  /** The text fields of the form. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Middleware that takes an upload, and hands it to the handler after it. */
export interface MediaUploadHandler extends Handler {
  /**
   * The upload of a request.
   *
   * @throws `ConfigurationError` where this middleware did not run before.
   */
  of(request: WebRequest): MediaUpload;
}

/** The most files of one MMS. */
const mostFiles = 10;

/**
 * Takes a multipart upload of files for an MMS. Each file's extension must be one that MMS supports and its first
 * bytes those of that kind, so nothing passes under a false name. Everything stays in memory, within `maxBytes` times
 * `maxFiles`, and is dropped when the upload is refused or cut short; nothing is written to disk.
 *
 * Refusals go to `next` (413 too large, 415 another kind, 400 a broken form); `chattiErrors()` answers them.
 *
 * @throws `ConfigurationError`, at once, for a limit that is out of range.
 * @example
 * ```ts
 * const upload = mediaUpload({ maxBytes: 600_000 });
 * app.post('/mms', upload, async (request, response) => {
 *   const { media, fields } = upload.of(request);
 *   const message = await getChatti(request).messages.send({ to: recipientOf(request), body: fields.body, media });
 *   response.json({ id: message.id });
 * });
 * ```
 */
export function mediaUpload(options: MediaUploadOptions = {}): MediaUploadHandler {
  const { maxBytes = 1_000_000, maxFiles = 1 } = options;
  requireWithin('maxBytes', maxBytes, Number.MAX_SAFE_INTEGER);
  requireWithin('maxFiles', maxFiles, mostFiles);
  const uploads = new WeakMap<object, MediaUpload>();

  const middleware = step(async (request: WebRequest) => {
    const { files, fields } = await readMultipart(request, { maxBytes, maxFiles }, unsupported);
    if (files.length === 0)
      throw new RequestProblem('The upload holds no file.', { status: 400, code: 'required' });
    uploads.set(request, { media: await Promise.all(files.map(mediaOf)), fields });
  });
  return Object.assign(middleware, {
    of(request: WebRequest) {
      const upload = uploads.get(request);
      if (upload !== undefined) return upload;
      throw new ConfigurationError('mediaUpload', 'has not taken this request; put it before the handler');
    },
  });
}

function unsupported(filename: string): RequestProblem | undefined {
  if (mediaTypeOf(filename) !== undefined) return undefined;
  const known = Object.keys(MEDIA_TYPES).join(', ');
  return new RequestProblem(`A file needs one of these extensions: ${known}.`, {
    status: 415,
    code: 'unsupported_media_type',
  });
}

async function mediaOf({ filename, bytes }: UploadedFile): Promise<MediaInput> {
  if (!(await isGenuineMedia(filename, bytes))) {
    throw new RequestProblem('A file is not what its extension says.', {
      status: 415,
      code: 'unsupported_media_type',
    });
  }
  return checkInput(mediaInputSchema, { filename, content: bytes.toString('base64') });
}

function requireWithin(option: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new ConfigurationError(option, `must be a whole number from 1 to ${most}`);
}
