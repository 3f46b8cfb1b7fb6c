import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { hasBody } from '@chatti/core/contract';
import type { Fault } from '../faults/read-fault.ts';
import { faultInHeader, withFault } from '../faults/with-fault.ts';
import { createHandlers } from '../handlers/handlers.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { isKey } from '../settings.ts';
import { answer, type Desk } from './answer.ts';
import { isPreflight, preflightHeaders } from './cors.ts';
import type { Answered, Exchange, RequestLine } from './exchange.ts';
import { Idempotency } from './idempotency.ts';
import { serveMedia } from './media-route.ts';
import { serveOptOut } from './opt-out-route.ts';
import { RateLimiter } from './rate-limiter.ts';
import { readBody } from './request-body.ts';
import { createRoutes, methodsOf, type Route } from './route.ts';
import { type Handling, Server } from './server.ts';

/** The sandbox as a function from request to response. */
export interface App {
  /** `bindings` are those of a request that came through a socket. */
  fetch(request: Request, bindings?: HttpBindings): Promise<Response>;
  /** Forgets what is kept of requests. */
  forget(): void;
  /** The headers of the reply to what is no request to the API. */
  doorHeaders(): Readonly<Record<string, string>>;
  /** Begins to count requests anew: with a seed they get the same ids again. */
  restart(): void;
}

/** The routes of the contract's table, and the few pages around them. */
export function createApp(platform: Platform, onRequest: ((line: RequestLine) => void) | undefined): App {
  const server = new Server(platform, onRequest);
  const desk: Desk = {
    platform,
    limiter: new RateLimiter(platform.clock),
    idempotency: new Idempotency(platform.db),
  };
  const routes = createRoutes(createHandlers(platform));
  const app = new Hono<{ Bindings: HttpBindings }>();
  const add = (
    method: string,
    path: string,
    handle: (params: Readonly<Record<string, string>>) => Handling,
  ) => app.on(method, path, (c) => server.serve(c.req.raw, c.env, handle(c.req.param())));
  for (const route of routes) {
    const path = `/v1${route.row.path}`;
    add(route.row.method, route.path, (params) => ({
      path,
      work: (exchange) => answerUnderFaults(desk, exchange, { route, params }),
    }));
  }
  for (const method of ['GET', 'POST']) {
    add(method, '/o/:token', ({ token = '' }) => ({
      path: '/o/{token}',
      work: (exchange) => serveOptOut(platform, exchange, token),
    }));
  }
  add('GET', '/media/:token/:filename', ({ token = '' }) => ({
    path: '/media/{token}/{filename}',
    work: () => serveMedia(platform, token),
  }));
  app.notFound((c) => {
    const rest: Handling = { path: '(unknown)', work: (exchange) => answerRest(desk, exchange, routes) };
    return server.serve(c.req.raw, c.env, rest);
  });
  return {
    fetch: async (request, bindings) => app.fetch(request, bindings),
    doorHeaders: () => server.commonHeaders(),
    forget: () => desk.limiter.forget(),
    restart: () => server.restart(),
  };
}

/** The row that a request is for, with the values in its path. */
interface Place {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Answers a request to a row of the contract, unless a fault was ordered for it. */
function answerUnderFaults(desk: Desk, exchange: Exchange, place: Place): Promise<Answered> {
  exchange.endpoint = place.route.name;
  const { id } = place.params;
  if (id !== undefined && place.route.row.path.startsWith('/messages/')) exchange.messageIds = [id];
  const key = exchange.request.headers.get('x-api-key');
  const fault = faultInHeader(exchange.request) ?? desk.platform.faults.take(place.route.name, key);
  return fault === undefined
    ? answer(desk, exchange, place)
    : answerFaulty(desk, exchange, { ...place, fault });
}

async function answerFaulty(
  desk: Desk,
  exchange: Exchange,
  { fault, ...place }: Place & { readonly fault: Fault },
): Promise<Answered> {
  exchange.fault = fault.text;
  const key = exchange.request.headers.get('x-api-key');
  // A page that is in the account's list must be able to read the fault.
  if (key !== null && isKey(key)) exchange.account = desk.platform.accounts.open(key);
  // A server that has trouble reads all the same; what is reset at once was not read.
  const isRead = fault.kind !== 'reset' && !fault.afterCommit && fault.kind !== 'ok';
  if (isRead && !exchange.body && hasBody(place.route.row.method))
    exchange.body = await readBody(exchange.request, exchange.incoming);
  return withFault(fault, exchange, () => answer(desk, exchange, place));
}

/** Answers what is no endpoint: a preflight, a wrong method, a wrong path. */
function answerRest({ platform, limiter }: Desk, exchange: Exchange, routes: readonly Route[]): Answered {
  const { request, url } = exchange;
  const methods = methodsOf(routes, url.pathname);
  if (isPreflight(request) && url.pathname.startsWith('/v1/'))
    return answerPreflight(platform, request, methods.length > 0 ? methods : methodsOf(routes));
  const key = request.headers.get('x-api-key');
  if (key !== null && isKey(key)) {
    // A page that is in the account's list must be able to read what is wrong.
    exchange.account = platform.accounts.open(key);
    exchange.limits = limiter.look(exchange.account);
  }
  if (methods.length === 0) throw new Refusal('not_found');
  throw new Refusal('method_not_allowed', { headers: { Allow: methods.join(', ') } });
}

function answerPreflight({ settings }: Platform, request: Request, methods: readonly string[]): Answered {
  const origin = request.headers.get('origin') ?? '';
  if (!settings.knowsOrigin(origin))
    throw new Refusal('forbidden', { message: 'No account lists this origin.' });
  return { status: 204, body: null, headers: preflightHeaders(origin, methods) };
}
