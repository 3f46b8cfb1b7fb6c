import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { breakOnTheWay } from '../faults/breakage.ts';
import { base32Bytes } from '../names.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { corsHeaders } from './cors.ts';
import { readBefore } from './request-body.ts';
import { type Answered, Exchange, type RequestLine } from './exchange.ts';
import { limitHeaders } from './rate-limiter.ts';

/** How a request is dealt with. */
export interface Handling {
  /** The path as it is logged: never with what the caller put into it. */
  readonly path: string;
  /** Gives the reply, or throws a `Refusal`. */
  readonly work: (exchange: Exchange) => Answered | Promise<Answered>;
}

/** Turns requests into replies: ids, headers, errors and the log are the same for all of them. */
export class Server {
  readonly #platform: Platform;
  readonly #onRequest: ((line: RequestLine) => void) | undefined;
  #requests = 0;

  constructor(platform: Platform, onRequest: ((line: RequestLine) => void) | undefined) {
    this.#platform = platform;
    this.#onRequest = onRequest;
  }

  /** Begins to count requests anew. */
  restart(): void {
    this.#requests = 0;
  }

  /** Deals with one request. `bindings` are those of a request that came through a socket. */
  async serve(request: Request, bindings: HttpBindings | undefined, handling: Handling): Promise<Response> {
    const start = performance.now();
    const exchange = this.#open(request, bindings);
    let broken: { error: unknown } | undefined;
    let answered: Answered;
    try {
      answered = await handling.work(exchange);
    } catch (error) {
      if (error instanceof Refusal) exchange.refusal = error;
      else broken = { error };
      answered = refused(
        error instanceof Refusal ? error : new Refusal('internal_error'),
        exchange.requestId,
      );
    }
    const durationMs = performance.now() - start;
    const headers = headersOf(answered, exchange);
    this.#platform.journal.add({ exchange, answered, headers, durationMs });
    this.#onRequest?.({
      method: request.method,
      path: handling.path,
      status: answered.status,
      durationMs,
      requestId: exchange.requestId,
      ...(exchange.fault === undefined ? {} : { fault: exchange.fault }),
      ...broken,
    });
    return respond(answered, headers, exchange.outgoing);
  }

  /** The limits of a caller who is not known yet. */
  commonHeaders(): Record<string, string> {
    const { rateLimit } = this.#platform.settings.of('');
    return rateLimit ? limitHeaders(rateLimit.limit, rateLimit.limit) : {};
  }

  #open(request: Request, bindings: HttpBindings | undefined): Exchange {
    const requestId = requestIdOf(this.#platform.names.bytes(16, ['request', this.#requests++]));
    const exchange = new Exchange({
      request,
      requestId,
      incoming: bindings?.incoming,
      outgoing: bindings?.outgoing,
      limits: this.commonHeaders(),
    });
    const body = readBefore(request);
    if (body) exchange.body = body;
    return exchange;
  }
}

/** How long to wait before asking again where the refusal does not say, in seconds. */
const waitS = '1';

/** What goes with certain codes, unless the refusal says otherwise. */
const usualHeaders: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  method_not_allowed: { Allow: 'GET, POST' },
  rate_limited: { 'Retry-After': waitS },
  unavailable: { 'Retry-After': waitS },
  idempotency_key_in_use: { 'Retry-After': waitS },
};

/** The id of a request, of 16 bytes. */
export function requestIdOf(bytes: Uint8Array): string {
  return `req_${base32Bytes(bytes)}`;
}

/** The reply to what is refused before it is looked at. */
export function refusalResponse(refusal: Refusal, common: Readonly<Record<string, string>>): Response {
  const requestId = requestIdOf(randomBytes(16));
  const { status, body, headers } = refused(refusal, requestId);
  return new Response(body, {
    status,
    headers: { 'Content-Type': 'application/json', 'X-Request-Id': requestId, ...common, ...headers },
  });
}

/** The reply that a refusal becomes. */
export function refused(refusal: Refusal, requestId: string): Answered {
  const headers = { ...usualHeaders[refusal.code], ...refusal.details.headers };
  return { status: refusal.status, body: JSON.stringify(refusal.body(requestId)), headers };
}

function headersOf(
  { body, headers, isForeign }: Answered,
  { request, account, headers: common, limits }: Exchange,
): Record<string, string> {
  if (isForeign) return { ...headers };
  const type = body === null ? {} : { 'Content-Type': 'application/json' };
  const cors = account ? corsHeaders(request.headers.get('origin'), account.settings.corsOrigins) : {};
  return { ...type, ...common, ...limits, ...cors, ...headers };
}

function respond(
  answered: Answered,
  headers: Record<string, string>,
  outgoing: ServerResponse | undefined,
): Response {
  const { status, body, breakage } = answered;
  if (outgoing && !breakage) return write(answered, headers, outgoing);
  const response = new Response(body, { status, headers });
  return breakage ? breakOnTheWay(response, breakage) : response;
}

/** Writes a reply to its socket at once: a `Response` that is made only to be taken apart again would cost more than the work. */
function write(
  { status, body }: Answered,
  headers: Record<string, string>,
  outgoing: ServerResponse,
): Response {
  const length = typeof body === 'string' ? Buffer.byteLength(body) : (body?.byteLength ?? 0);
  const list = Object.entries(headers).flat();
  // A 204 and a 304 announce no length.
  if (status !== 204 && status !== 304) list.push('Content-Length', String(length));
  outgoing.writeHead(status, list);
  outgoing.end(body ?? undefined);
  return RESPONSE_ALREADY_SENT;
}
