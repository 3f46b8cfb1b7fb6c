import { randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { type AnyEndpoint, decodeRequest, hasBody, pathKeys } from '@chatti/core/contract';
import type { Answered } from '../http/exchange.ts';
import { parseBody, readBody } from '../http/request-body.ts';
import { refused } from '../http/server.ts';
import { base32Bytes } from '../names.ts';
import { demandInput, Refusal, refusalOf } from '../refusal.ts';
import { isKey } from '../settings.ts';
import { type AnyHandler, type Controlled, controlHandlers, handlerOf } from './control-handlers.ts';
import type { EventLog } from './event-log.ts';
import { lookRows } from './look-rows.ts';
import { sandboxControl } from './sandbox-control.ts';

/** Where the control routes begin. */
export const CONTROL_ROOT = '/sandbox';

/** Where the stream of events is. */
const eventsPath = `${CONTROL_ROOT}/events`;

interface ControlRoute {
  readonly row: Pick<AnyEndpoint, 'method' | 'path' | 'input' | 'output' | 'status'>;
  /** Finds out whether a path is this one's, with the values of its keys. */
  readonly pattern: RegExp;
  readonly handle: AnyHandler;
}

/** Answers the control routes. */
export interface ControlServer {
  /** Whether a request is for a control route. */
  takes(request: Request): boolean;
  fetch(request: Request, bindings?: HttpBindings): Promise<Response>;
}

/** The control routes: those of the table, the rows of the API that only look, and the stream of events. */
export function createControl(controlled: Controlled, log: EventLog): ControlServer {
  const routes = [...controlRows(controlled), ...lookRows(controlled.platform)].map(
    ({ row, handle }): ControlRoute => {
      const path = row.path.replace(/\{[^}]+\}/g, '([^/]+)');
      return { row, pattern: new RegExp(`^${CONTROL_ROOT}${path}$`), handle };
    },
  );
  return {
    takes: ({ url }) =>
      url.includes(CONTROL_ROOT) && `${new URL(url).pathname}/`.startsWith(`${CONTROL_ROOT}/`),
    async fetch(request, bindings) {
      const requestId = `req_${base32Bytes(randomBytes(16))}`;
      try {
        const url = new URL(request.url);
        if (url.pathname === eventsPath && request.method === 'GET') return streamEvents(log, request, url);
        return respond(await answer(controlled, routes, { request, url, bindings, requestId }), requestId);
      } catch (error) {
        return respond(refused(refusalOf(error), requestId), requestId);
      }
    },
  };
}

function controlRows(controlled: Controlled): { row: AnyEndpoint; handle: AnyHandler }[] {
  const handlers = controlHandlers(controlled);
  return Object.entries(sandboxControl).flatMap(([resource, rows]) =>
    Object.entries(rows).map(([verb, row]: [string, AnyEndpoint]) => ({
      row,
      handle: handlerOf(handlers, resource, verb),
    })),
  );
}

interface Asked {
  readonly requestId: string;
  readonly request: Request;
  readonly url: URL;
  readonly bindings: HttpBindings | undefined;
}

async function answer(
  { platform, account }: Controlled,
  routes: readonly ControlRoute[],
  { request, url, bindings, requestId }: Asked,
): Promise<Answered> {
  const there = routes.filter(({ pattern }) => pattern.test(url.pathname));
  const route = there.find(({ row }) => row.method === request.method);
  if (!route) throw misdirected(url, there);
  // A page of a stranger can have a browser send anything but this without being asked first.
  if (request.method !== 'GET') demandJson(request);
  const key = request.headers.get('x-api-key') ?? platform.settings.apiKey;
  if (!isKey(key)) throw new Refusal('unauthorised');
  const bytes = hasBody(request.method) ? await readBody(request, bindings?.incoming) : new Uint8Array();
  const body = parseBody(bytes, request.headers.get('content-type'));
  const parts = { params: paramsOf(route, url.pathname), query: url.searchParams, body };
  const input = demandInput(route.row.input, decodeRequest(route.row, parts));
  const root = `${platform.settings.publicUrl ?? url.origin}${CONTROL_ROOT}`;
  const output = await route.handle(input, { account: account(key), requestId, root });
  await platform.db.settled();
  return route.row.output === null
    ? { status: 204, body: null }
    : { status: route.row.status, body: JSON.stringify(output) };
}

function misdirected({ pathname }: URL, there: readonly ControlRoute[]): Refusal {
  const methods = pathname === eventsPath ? ['GET'] : there.map(({ row }) => row.method);
  if (methods.length === 0) return new Refusal('not_found');
  return new Refusal('method_not_allowed', { headers: { Allow: methods.toSorted().join(', ') } });
}

function demandJson({ headers }: Request): void {
  if (!/^application\/json[ \t]*(?:;|$)/i.test(headers.get('content-type')?.trim() ?? ''))
    throw new Refusal('unsupported_content_type', {
      message: 'Whatever changes the sandbox needs Content-Type: application/json, with a body or without.',
    });
}

function paramsOf({ row, pattern }: ControlRoute, path: string): Record<string, string> {
  const values = pattern.exec(path)?.slice(1) ?? [];
  try {
    return Object.fromEntries(
      pathKeys(row.path).map((key, index) => [key, decodeURIComponent(values[index] ?? '')]),
    );
  } catch {
    // No text of UTF-8: there is nothing of this name.
    throw new Refusal('not_found');
  }
}

function respond({ status, body, headers }: Answered, requestId: string): Response {
  const type = body === null ? {} : { 'Content-Type': 'application/json' };
  return new Response(body, {
    status,
    headers: { ...type, 'X-Request-Id': requestId, 'Cache-Control': 'no-store', ...headers },
  });
}

function streamEvents(log: EventLog, request: Request, url: URL): Response {
  const lastId = request.headers.get('last-event-id') ?? url.searchParams.get('last_event_id') ?? undefined;
  return new Response(log.stream(lastId, url.searchParams.get('account_id') ?? undefined), {
    headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' },
  });
}
