import type { Answered, Exchange } from '../http/exchange.ts';
import type { Refusal } from '../refusal.ts';
import type { Belonging, Sent } from './attempts.ts';
import { type JournalEntry, redacted } from './journal-entry.ts';

/** What the journal is told of a request. */
export interface Happened {
  readonly exchange: Exchange;
  readonly answered: Answered;
  /** The headers of the reply. */
  readonly headers: Readonly<Record<string, string>>;
  readonly durationMs: number;
}

/**
 * What is kept of a request. Its entry is made of it when somebody reads: most are read by nobody, and every request
 * would pay for it.
 */
export interface KeptRequest {
  readonly number: number;
  /** The sandbox's time, in ms since 1970. */
  readonly at: number;
  /** In ms of real time. */
  readonly realAt: number;
  readonly durationMs: number;
  readonly requestId: string;
  readonly accountId: string | undefined;
  readonly method: string;
  readonly url: string;
  readonly endpoint: string | undefined;
  readonly messageIds: readonly string[];
  /** As they came: through a socket one after the other, name and value. */
  readonly requestHeaders: Headers | readonly string[];
  /** The body, as far as it is kept. */
  readonly requestBody: Uint8Array | undefined;
  readonly requestBytes: number;
  readonly status: number;
  readonly breakage: Answered['breakage'];
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string | undefined;
  readonly responseBytes: number;
  readonly fault: string | undefined;
  readonly isChecked: boolean;
  readonly refusal: Refusal | undefined;
  /** How much it takes, about, in bytes. */
  readonly size: number;
}

/** How much of a body is kept, in bytes. */
const bodyLimit = 65_536;

/** About what a request takes without its bodies, in bytes. */
const plainSize = 2000;

/** About what the id of a message takes, in bytes. */
const idSize = 64;

const none: readonly string[] = [];

/** Codes that tell of an input that its check did not pass. */
const invalidCodes: ReadonlySet<string> = new Set([
  'validation_failed',
  'invalid_json',
  'unsupported_content_type',
  'request_too_large',
]);

/** What is to be kept of a request. */
export function keep(
  { exchange, answered, headers, durationMs }: Happened,
  { number, at }: Pick<KeptRequest, 'number' | 'at'>,
): KeptRequest {
  const { request, body, messageIds = none } = exchange;
  const text = typeof answered.body === 'string' ? answered.body : undefined;
  const requestBody = body && body.byteLength > bodyLimit ? body.slice(0, bodyLimit) : body;
  const responseBody = text !== undefined && text.length > bodyLimit ? shorten(text) : text;
  return {
    number,
    at,
    realAt: performance.now(),
    durationMs,
    requestId: exchange.requestId,
    accountId: exchange.account?.id,
    method: request.method,
    url: request.url,
    endpoint: exchange.endpoint,
    messageIds,
    // Not those of the request, which would keep all of its connection's objects as well.
    requestHeaders: exchange.incoming?.rawHeaders ?? request.headers,
    requestBody,
    requestBytes: body?.byteLength ?? 0,
    status: answered.status,
    breakage: answered.breakage,
    responseHeaders: headers,
    responseBody,
    responseBytes: text === undefined ? (answered.body?.length ?? 0) : Buffer.byteLength(text),
    fault: exchange.fault,
    isChecked: exchange.isChecked ?? false,
    refusal: exchange.refusal,
    size:
      plainSize + (requestBody?.byteLength ?? 0) + (responseBody?.length ?? 0) + idSize * messageIds.length,
  };
}

/** A part of a long text as a text of its own: a plain slice would keep the whole in memory. */
function shorten(text: string): string {
  return Buffer.from(text.slice(0, bodyLimit)).toString();
}

/** What tells where a request belongs. */
export function sentOf(kept: KeptRequest): Sent {
  return {
    id: kept.number,
    sender: kept.accountId ?? '',
    method: kept.method,
    path: pathOf(kept),
    body: kept.requestBody,
    idempotencyKey: headersOf(kept).get('idempotency-key'),
    isTransient: kept.breakage !== undefined || isTransient(kept.status),
    at: kept.realAt,
  };
}

function isTransient(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** The entry of a request. */
export function entryOf(kept: KeptRequest, belonging: Belonging): JournalEntry {
  const neverLeft = kept.breakage?.kind === 'reset' || kept.breakage?.kind === 'stall';
  const { requestBody } = kept;
  return {
    number: kept.number,
    request_id: kept.requestId,
    account_id: kept.accountId ?? null,
    at: new Date(kept.at).toISOString(),
    duration_ms: inMicroseconds(kept.durationMs),
    real_ms: inMicroseconds(kept.realAt),
    method: kept.method,
    path: pathOf(kept),
    endpoint: kept.endpoint ?? null,
    request_headers: redacted(headersOf(kept)),
    request_body: requestBody && kept.requestBytes > 0 ? Buffer.from(requestBody).toString('utf8') : null,
    request_bytes: kept.requestBytes,
    status: neverLeft ? null : kept.status,
    response_headers: redacted(new Headers(kept.responseHeaders)),
    response_body: kept.responseBody ?? null,
    response_bytes: kept.responseBytes,
    fault: kept.fault ?? null,
    message_ids: [...kept.messageIds],
    ...verdictOf(kept),
    ...belonging,
  };
}

/** No more digits than a clock has. */
function inMicroseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

function verdictOf({ isChecked, refusal }: KeptRequest): Pick<JournalEntry, 'verdict' | 'problems'> {
  if (refusal && invalidCodes.has(refusal.code))
    return { verdict: 'invalid', problems: [...(refusal.details.errors ?? [])] };
  return { verdict: isChecked ? 'valid' : 'not_checked', problems: [] };
}

function headersOf({ requestHeaders: kept }: KeptRequest): Headers {
  if (kept instanceof Headers) return kept;
  const headers = new Headers();
  for (let index = 0; index + 1 < kept.length; index += 2)
    headers.append(kept[index] ?? '', kept[index + 1] ?? '');
  return headers;
}

function pathOf({ url }: KeptRequest): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}
