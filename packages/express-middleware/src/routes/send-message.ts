import type { SendMessage } from '@chatti/core/contract';
import { clientFor, type ClientOption } from '../chatti.ts';
import { sendJson } from '../http/send-problem.ts';
import { type Handler, handler, type WebRequest } from '../http/web-request.ts';

/**
 * A route that sends one message: `map` makes it out of the request, and the answer is the message as JSON. Who may
 * call, and to whom, is for `map` and the middleware before it to decide; it may throw.
 *
 * Failures go to `next`; `chattiErrors()` answers them.
 *
 * @example
 * ```ts
 * app.post('/orders/:id/ready', sendMessage(async (request: Request<{ id: string }>) => {
 *   const order = await orders.find(request.params.id);
 *   return { to: order.phone, body: 'Your order is ready.', reference: order.id };
 * }));
 * ```
 */
export function sendMessage<R extends WebRequest = WebRequest>(
  map: (request: R) => SendMessage | Promise<SendMessage>,
  options: ClientOption = {},
): Handler<R> {
  return handler(async (request, response) => {
    const message = await clientFor(request, options).messages.send(await map(request));
    sendJson(response, 200, message);
  });
}
