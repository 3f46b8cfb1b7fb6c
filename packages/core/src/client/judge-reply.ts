import type { ApiErrorField } from '../errors/api-error.ts';
import type { NoReply, Reply } from './attempt-once.ts';
import { retryAfterMs } from './backoff.ts';
import { type Failure, failureOf } from './decide.ts';
import type { Flight } from './flight.ts';
import { readErrorBody } from './read-error-body.ts';
import type { ResponseInfo } from './response-of.ts';

/** An attempt that settled the call well. */
export interface Landed {
  readonly value: unknown;
  readonly response: ResponseInfo;
}

/** An attempt that failed. */
export interface Failed {
  readonly failure: Failure;
  readonly status: number | null;
  /** What happened, in a sentence without anything of the request. */
  readonly message: string;
  /** What the platform threw. */
  readonly error: unknown;
  readonly code: string;
  readonly errors: readonly ApiErrorField[];
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** The reply, where there was one. */
  readonly response: ResponseInfo | undefined;
}

const nothing = { code: '', errors: [], requestId: undefined, retryAfterMs: undefined, response: undefined };

/** What came of an attempt that reached no reply. */
export function judgeSilence(silence: NoReply): Failed {
  const { failure, status, error } = silence;
  return { ...nothing, failure, status, error, message: `${silences[failure]}${codeIn(error)}` };
}

const silences: Readonly<Record<NoReply['failure'], string>> = {
  not_connected: 'no connection to the server',
  tls: 'TLS could not be agreed with the server',
  lost: 'the connection was lost',
  timeout: 'no complete reply in time',
  aborted: 'aborted',
};

function codeIn(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code: unknown =
    typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^\w{1,50}$/.test(code) ? ` (${code})` : '';
}

/** What a reply means. `doubtful` says that an earlier attempt may have been carried out. */
export function judgeReply(flight: Flight, reply: Reply, doubtful: boolean): Landed | Failed {
  const { status, headers, text } = reply;
  const response = { status, headers, requestId: headers.get('x-request-id') ?? undefined };
  if (status === 404 && doubtful && flight.task.endpoint.method === 'DELETE')
    return { value: undefined, response };
  if (status < 200 || status > 299) return refusal(flight, reply, response);
  const reading = text === undefined ? brokenOff(reply) : flight.task.read(text);
  if ('value' in reading) return { value: reading.value, response };
  return {
    ...nothing,
    failure: 'unreadable',
    status,
    error: reply.broken,
    message: `the reply of status ${status} cannot be read: ${reading.refusal}`,
    requestId: cleanId(flight, response),
    response,
  };
}

function brokenOff({ broken }: Reply): { readonly refusal: string } {
  return { refusal: broken === undefined ? 'it is too large' : 'it broke off' };
}

function refusal(flight: Flight, { status, headers, text }: Reply, response: ResponseInfo): Failed {
  const said = readErrorBody(text ?? '', flight.redact);
  const code = said.code ?? `http_${status}`;
  const keyed = flight.idempotencyKey !== undefined;
  return {
    failure: failureOf({ status, code: text === undefined ? undefined : code, keyed }),
    status,
    error: undefined,
    message: sentence(status, code, said.message),
    code,
    errors: said.errors,
    requestId: cleanId(flight, response) ?? said.requestId,
    retryAfterMs: retryAfterMs(headers, flight.settings.platform),
    response,
  };
}

function sentence(status: number, code: string, message: string | undefined): string {
  if (status < 400) return `status ${status}: a redirect, which is never followed`;
  return `status ${status} ${code}${message ? `: ${message}` : ''}`;
}

function cleanId(flight: Flight, { requestId }: ResponseInfo): string | undefined {
  return requestId === undefined ? undefined : flight.redact(requestId.slice(0, 200));
}
