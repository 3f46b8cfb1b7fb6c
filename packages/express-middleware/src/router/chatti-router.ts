import type { ServerResponse } from 'node:http';
import { type Chatti, ConfigurationError } from '@chatti/core';
import { checkInput, decodeRequest, isPageSchema, type Page, withOwnPageUrls } from '@chatti/core/contract';
import { problemFor } from '../chatti-errors.ts';
import { askedUrl, pathOf, queryOf } from '../http/own-url.ts';
import { readJsonBody } from '../http/read-json-body.ts';
import { RequestProblem, statusOf } from '../http/request-problem.ts';
import { sendJson, sendProblem } from '../http/send-problem.ts';
import { type Handler, handler, type WebRequest } from '../http/web-request.ts';
import { authorized } from './authorized.ts';
import { callerAddress } from './caller-address.ts';
import { callerLimit } from './caller-limit.ts';
import { exposedRows, type Match } from './exposed-rows.ts';
import { allowPreflight, originRule } from './origin-rule.ts';
import type { RouterCall, RowName } from './row.ts';
import { type RouterOptions, type RouterSettings, routerSettings } from './router-options.ts';
import { refuseServerFields } from './refuse-server-fields.ts';
import { takesBody } from './row-fields.ts';

/**
 * The web app's own small API in front of Chatti, so that browser code never sees the key: the rows named in
 * `expose`, each call decided by `authorize`, sender and metadata the server's, pages of other origins refused,
 * JSON only, size and rate limited, every failure a problem document (RFC 9457).
 *
 * Mount it with `app.use`, which takes the prefix off the path. Rows keep the paths of the contract.
 *
 * Nothing of the caller's request is passed on but the checked input: no header, no path, no query of its own.
 *
 * @throws `ConfigurationError`, at once, where `authorize` is missing or an option is wrong.
 * @example
 * ```ts
 * app.use('/api/sms', chattiRouter({
 *   client,
 *   authorize: (request, call) => request.session.user !== undefined,
 *   expose: { 'messages.send': ['to', 'body'], 'messages.get': true },
 *   from: 'Acme Shoes',
 *   limits: { key: (request) => request.session.user?.id },
 * }));
 * // In the browser: await fetch('/api/sms/messages', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
 * ```
 */
export function chattiRouter<R extends WebRequest = WebRequest>(options: RouterOptions<R>): Handler<R> {
  const settings = routerSettings(options);
  const table = exposedRows(settings.expose);
  for (const name of table.names) methodOf(settings.client, name);
  const origins = originRule(settings.origins);
  const takeOne = callerLimit(settings.limits);

  return handler(async (request: R, response: ServerResponse) => {
    try {
      origins.check(request, response);
      const path = pathOf(request.url);
      const methods = table.methods(path);
      if (request.method === 'OPTIONS' && methods.length > 0) return allowPreflight(response, methods);
      if (methods.length > 0 && !methods.includes(request.method))
        response.setHeader('Allow', methods.join(', '));
      const match = table.find(request.method, path);
      takeOne(settings.limits.key?.(request) ?? callerAddress(request), Date.now());
      await answer(settings, match, { request, response });
    } catch (error) {
      refuse(settings, error, { request, response });
    }
  });
}

interface Exchange<R> {
  readonly request: R;
  readonly response: ServerResponse;
}

async function answer<R extends WebRequest>(
  settings: RouterSettings<R>,
  match: Match,
  { request, response }: Exchange<R>,
): Promise<void> {
  const { name, row, params } = match;
  const body = takesBody(row) ? await readJsonBody(request, settings.limits.maxBodyBytes) : undefined;
  const asked = decodeRequest(row, { params, query: queryOf(request.url), body });
  refuseServerFields(match, asked);
  // The row of this name has just checked this input.
  const call = { name, input: checkInput(row.input, asked) } as RouterCall;
  const input = await authorized(settings, { request, call, row });
  const value = await invoke(settings.client, name, input);
  if (row.output === null) {
    response.statusCode = row.status;
    response.end();
    return;
  }
  // The row's output says that this is a page.
  const own = isPageSchema(row.output) ? withOwnPageUrls(value as Page<unknown>, askedUrl(request)) : value;
  sendJson(response, row.status, own);
}

/** Calls a row by its name. The client checks the input once more, as what `authorize` made of it may be wrong. */
async function invoke(client: Chatti, name: RowName, input: object): Promise<unknown> {
  return methodOf(client, name)(input);
}

function methodOf(client: Chatti, name: RowName): (input: object) => Promise<unknown> {
  const [resource = '', verb = ''] = name.split('.');
  // A client has a method for every row of its contract; of this one it is asked here.
  const rows = client as unknown as Readonly<
    Record<string, Readonly<Record<string, (input: object) => Promise<unknown>>>>
  >;
  const method = rows[resource]?.[verb];
  if (method === undefined)
    throw new ConfigurationError('client', `has no ${name}; make it with createChatti`);
  return method;
}

function refuse<R extends WebRequest>(
  settings: RouterSettings<R>,
  error: unknown,
  { request, response }: Exchange<R>,
): void {
  const problem = problemFor(error) ?? ofTheApp(settings, error, request).problem;
  if (response.headersSent) response.destroy();
  else sendProblem(response, problem);
}

/** An error that the app's own functions threw: with a status of 4xx it is an answer, else it is a fault. */
function ofTheApp<R extends WebRequest>(
  settings: RouterSettings<R>,
  error: unknown,
  request: R,
): RequestProblem {
  const status = statusOf(error);
  if (status !== undefined)
    return new RequestProblem('The application refuses this call.', { status, code: 'refused' });
  settings.onError(error, request);
  return new RequestProblem('The application could not answer.', { status: 500, code: 'internal_error' });
}
