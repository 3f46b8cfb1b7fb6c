import type { IncomingMessage } from 'node:http';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { discard } from '../http/read-bytes.ts';
import { RequestProblem } from '../http/request-problem.ts';

/** Limits of one upload. */
export interface MultipartLimits {
  /** The most bytes of one file. */
  readonly maxBytes: number;
  /** The most files. */
  readonly maxFiles: number;
}

/** One file of an upload. */
export interface UploadedFile {
  readonly filename: string;
  readonly bytes: Buffer;
}

/** What an upload held. */
export interface Multipart {
  readonly files: readonly UploadedFile[];
  readonly fields: Readonly<Record<string, string>>;
}

/** What a form may hold beside its files, and the most bytes of a text field. */
const maxFields = 20;
const maxFieldBytes = 10_000;

/** Says why a file of a name is refused, before its content is read. */
export type NameCheck = (filename: string) => RequestProblem | undefined;

/** What has come so far. */
interface Parts {
  readonly files: Promise<UploadedFile>[];
  readonly streams: BusboyFileStream[];
  readonly fields: Map<string, string>;
}

/**
 * Reads a multipart upload into memory, never more of it than the limits allow. Where it is refused, what was read
 * is dropped, and what is still to come is thrown away.
 *
 * @throws `RequestProblem`: 415 for another content type, 413 beyond a limit, 400 for a broken form, and what `check`
 * gives.
 */
export async function readMultipart(
  request: IncomingMessage,
  limits: MultipartLimits,
  check: NameCheck,
): Promise<Multipart> {
  const parser = parserFor(request, limits);
  const parts: Parts = { files: [], streams: [], fields: new Map() };
  try {
    await new Promise<void>((resolve, reject) => {
      takeFiles(parser, parts, { maxBytes: limits.maxBytes, check, reject });
      takeFields(parser, parts, reject);
      parser.on('filesLimit', () => reject(tooLarge(`There are more than ${limits.maxFiles} files.`)));
      parser.on('error', (error) => reject(broken(error)));
      parser.on('finish', resolve);
      request.once('close', () => {
        if (!request.complete) reject(broken(new Error('the caller went away')));
      });
      request.pipe(parser);
    });
    return { files: await Promise.all(parts.files), fields: Object.fromEntries(parts.fields) };
  } catch (error) {
    request.unpipe(parser);
    parser.destroy();
    for (const stream of parts.streams) stream.destroy();
    await discard(request);
    throw error;
  }
}

interface FileRules {
  readonly maxBytes: number;
  readonly check: NameCheck;
  readonly reject: (error: unknown) => void;
}

function takeFiles(parser: BusboyInstance, parts: Parts, { maxBytes, check, reject }: FileRules): void {
  parser.on('file', (_field, stream, name) => {
    // A part without a name is a file too, by its type; the parser's own types do not say so.
    const filename = (name as string | undefined) ?? '';
    const problem = check(filename);
    parts.streams.push(stream);
    if (problem !== undefined) {
      stream.resume();
      return reject(problem);
    }
    const file = collect(stream, filename, maxBytes);
    file.catch(reject);
    parts.files.push(file);
  });
}

function takeFields(parser: BusboyInstance, parts: Parts, reject: (error: unknown) => void): void {
  parser.on('field', (name, value, _nameCut, valueCut) => {
    if (valueCut) reject(tooLarge(`A field is larger than ${maxFieldBytes} bytes.`));
    parts.fields.set(name, value);
  });
  parser.on('fieldsLimit', () => reject(tooLarge(`There are more than ${maxFields} fields.`)));
}

function parserFor(request: IncomingMessage, { maxBytes, maxFiles }: MultipartLimits): BusboyInstance {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) {
    throw new RequestProblem('An upload needs Content-Type: multipart/form-data.', {
      status: 415,
      code: 'unsupported_content_type',
    });
  }
  if (request.readableDidRead) {
    throw new RequestProblem('An earlier middleware has read the upload; put mediaUpload() before it.', {
      status: 500,
      code: 'body_already_read',
    });
  }
  try {
    // One byte more than allowed, so that a file of exactly the limit is not taken for one that was cut.
    const limits = { fileSize: maxBytes + 1, files: maxFiles, fields: maxFields, fieldSize: maxFieldBytes };
    return new Busboy({
      headers: { ...request.headers, 'content-type': type },
      limits: { ...limits, headerPairs: 20, headerSize: 4_096 },
    });
  } catch (error) {
    throw broken(error);
  }
}

async function collect(stream: BusboyFileStream, filename: string, maxBytes: number): Promise<UploadedFile> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    // A file stream without an encoding set yields buffers.
    const bytes = chunk as Buffer;
    size += bytes.byteLength;
    if (size > maxBytes) throw tooLarge(`A file is larger than ${maxBytes} bytes.`);
    chunks.push(bytes);
  }
  return { filename, bytes: Buffer.concat(chunks, size) };
}

function tooLarge(detail: string): RequestProblem {
  return new RequestProblem(detail, { status: 413, code: 'request_too_large' });
}

function broken(cause: unknown): RequestProblem {
  return new RequestProblem('The form is broken or cut short.', { status: 400, code: 'invalid_form', cause });
}
