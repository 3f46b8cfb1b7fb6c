import type { AnyEndpoint } from '@chatti/core/contract';
import { RequestProblem } from '../http/request-problem.ts';
import type { WebRequest } from '../http/web-request.ts';
import { takesBody, takesField } from './row-fields.ts';
import type { RouterCall } from './row.ts';
import type { RouterOptions } from './router-options.ts';

/** A call that waits for its permission. */
export interface Asked<R> {
  readonly request: R;
  readonly call: RouterCall;
  readonly row: AnyEndpoint;
}

/**
 * The input that may go out: what `authorize` made of it, with the server's sender.
 *
 * @throws `RequestProblem` 403 where `authorize` says anything but yes.
 */
export async function authorized<R extends WebRequest>(
  options: Pick<RouterOptions<R>, 'authorize' | 'from'>,
  asked: Asked<R>,
): Promise<object> {
  const { request, call, row } = asked;
  const decision = await options.authorize(request, call);
  const input = decision === true ? call.input : inputOf(decision);
  if (input === undefined)
    throw new RequestProblem('You may not do that.', { status: 403, code: 'forbidden' });
  if (!takesBody(row) || !takesField(row, 'from') || 'from' in input) return input;
  const from = typeof options.from === 'function' ? await options.from(request, call) : options.from;
  return from === undefined ? input : { ...input, from };
}

function inputOf(decision: unknown): object | undefined {
  if (typeof decision !== 'object' || decision === null || !('input' in decision)) return undefined;
  return typeof decision.input === 'object' && decision.input !== null ? decision.input : undefined;
}
