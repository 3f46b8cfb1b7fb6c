import type { MessageKey } from '@chatti/core/contract';
import { clientFor, type ClientOption } from '../chatti.ts';
import { sendJson } from '../http/send-problem.ts';
import { type Handler, handler, type WebRequest } from '../http/web-request.ts';

/**
 * A route that answers one message: `map` names it. Failures go to `next`; `chattiErrors()` answers them.
 *
 * @example
 * ```ts
 * app.get('/orders/:id/message', getMessage(async (request: Request<{ id: string }>) => ({
 *   id: await messageOfOrder(request.params.id),
 * })));
 * ```
 */
export function getMessage<R extends WebRequest = WebRequest>(
  map: (request: R) => MessageKey | Promise<MessageKey>,
  options: ClientOption = {},
): Handler<R> {
  return handler(async (request, response) => {
    const message = await clientFor(request, options).messages.get(await map(request));
    sendJson(response, 200, message);
  });
}
