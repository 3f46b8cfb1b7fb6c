import { type ListMessages, withOwnPageUrls } from '@chatti/core/contract';
import { askedUrl } from '../http/own-url.ts';
import { clientFor, type ClientOption } from '../chatti.ts';
import { sendJson } from '../http/send-problem.ts';
import { type Handler, handler, type WebRequest } from '../http/web-request.ts';

/**
 * A route that answers one page of messages: `map` makes the filters and the page out of the request. The page's
 * URLs become those of the caller's request, with nothing in them that `map` added: when the caller follows one,
 * `map` sees the same query with another `page`. Both are text, as the query has them.
 *
 * Failures go to `next`; `chattiErrors()` answers them.
 *
 * @example
 * ```ts
 * app.get('/orders/:id/messages', listMessages((request: Request<{ id: string }>) => ({
 *   reference: request.params.id,
 *   page: Number(request.query.page ?? 1),
 * })));
 * ```
 */
export function listMessages<R extends WebRequest = WebRequest>(
  map: (request: R) => ListMessages | Promise<ListMessages>,
  options: ClientOption = {},
): Handler<R> {
  return handler(async (request, response) => {
    const page = await clientFor(request, options).messages.list(await map(request));
    sendJson(response, 200, withOwnPageUrls(page, askedUrl(request)));
  });
}
