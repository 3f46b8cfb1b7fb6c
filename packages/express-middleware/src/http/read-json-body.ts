import type { IncomingMessage } from 'node:http';
import { readBytes } from './read-bytes.ts';
import { RequestProblem } from './request-problem.ts';
import type { WebRequest } from './web-request.ts';

/** How deeply a body may nest; no input of the contract nests deeper than five. */
const depthLimit = 32;

/**
 * The JSON body of a request: read here, or taken from a parser that ran before. Undefined where it is empty.
 *
 * @throws `RequestProblem`: 415 for another content type, 413 beyond `maxBytes`, 400 for what is no JSON or cut short.
 */
export async function readJsonBody(request: WebRequest, maxBytes: number): Promise<unknown> {
  requireJson(request);
  const value = request.readableDidRead
    ? parsedBefore(request, maxBytes)
    : parse(await bytesOf(request, maxBytes));
  if (isDeeper(value, depthLimit)) throw notJson('The body nests too deeply.');
  return value;
}

/** Only `application/json` makes a browser ask first before it sends across origins, so nothing else will do. */
function requireJson(request: IncomingMessage): void {
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (type === 'application/json' && encoding === 'identity') return;
  throw new RequestProblem('The body needs Content-Type: application/json and no Content-Encoding.', {
    status: 415,
    code: 'unsupported_content_type',
  });
}

/** What an earlier parser left: a value, or bytes or text that still are to be parsed. */
function parsedBefore(request: WebRequest, maxBytes: number): unknown {
  const { body } = request;
  if (typeof body === 'string' || body instanceof Uint8Array) {
    const bytes = Buffer.from(body);
    if (bytes.byteLength > maxBytes) throw tooLarge(maxBytes);
    return parse(bytes);
  }
  if (body !== undefined) {
    if (Buffer.byteLength(JSON.stringify(body)) > maxBytes) throw tooLarge(maxBytes);
    return body;
  }
  throw new RequestProblem('An earlier middleware has read the body and left nothing in request.body.', {
    status: 500,
    code: 'body_already_read',
  });
}

async function bytesOf(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const bytes = await readBytes(request, maxBytes);
  if (bytes === undefined) throw tooLarge(maxBytes);
  return bytes;
}

function parse(bytes: Buffer): unknown {
  if (bytes.byteLength === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // The parser's message quotes the body.
    throw notJson('The body is not JSON in UTF-8.');
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function tooLarge(maxBytes: number): RequestProblem {
  return new RequestProblem(`The body is larger than ${maxBytes} bytes.`, {
    status: 413,
    code: 'request_too_large',
  });
}

function notJson(detail: string): RequestProblem {
  return new RequestProblem(detail, { status: 400, code: 'invalid_json' });
}
