import { chattiV1, checkInput, type PreviewMessage } from '@chatti/core/contract';
import { clientFor, type ClientOption } from '../chatti.ts';
import { readJsonBody } from '../http/read-json-body.ts';
import { sendJson } from '../http/send-problem.ts';
import { type Handler, handler, type WebRequest } from '../http/web-request.ts';

/** The most bytes of a body that is read here: what `express.json()` takes by default. */
const maxBodyBytes = 100_000;

/**
 * A route that answers what a send would be (length, encoding, segments, price, warnings), without sending. `map`
 * makes the message out of the request; without it the request's JSON body is the message, read here where no parser
 * ran before.
 *
 * Failures go to `next`; `chattiErrors()` answers them.
 *
 * @example
 * ```ts
 * app.post('/preview', previewMessage());
 * ```
 */
export function previewMessage<R extends WebRequest = WebRequest>(
  map: (request: R) => PreviewMessage | Promise<PreviewMessage> = bodyOf,
  options: ClientOption = {},
): Handler<R> {
  return handler(async (request, response) => {
    const preview = await clientFor(request, options).messages.preview(await map(request));
    sendJson(response, 200, preview);
  });
}

async function bodyOf(request: WebRequest): Promise<PreviewMessage> {
  return checkInput(chattiV1.messages.preview.input, await readJsonBody(request, maxBodyBytes));
}
