import {
  type AnyEndpoint,
  checkInput,
  decodeRequest,
  type Endpoint,
  hasBody,
  type Parsed,
  pathKeys,
} from '@chatti/core/contract';
import { ConfigurationError } from '@chatti/core';
import { queryOf } from '../http/own-url.ts';
import { readJsonBody } from '../http/read-json-body.ts';
import { type Handler, step, type WebRequest } from '../http/web-request.ts';

/** Middleware that checks a request, and hands its input to the handler after it. */
export interface Validation<T> extends Handler {
  /**
   * The checked input of a request.
   *
   * @throws `ConfigurationError` where this middleware did not run before.
   */
  of(request: WebRequest): T;
}

/** Options of `validate`. */
export interface ValidateOptions {
  /** The most bytes of a body that is read here. Default 100 000. */
  readonly maxBodyBytes?: number;
}

/**
 * Checks a request against a row of the contract, for a handler written by hand: path parameters, and the query or
 * the JSON body (read here where no parser ran before). What is wrong goes to `next` as an `InputError`.
 *
 * @example
 * ```ts
 * const input = validate(chattiV1.messages.send);
 * app.post('/messages', input, (request, response) => {
 *   const message = input.of(request); // typed: { to: string, body?: string, … }
 *   response.json({ to: message.to });
 * });
 * ```
 */
export function validate<Input>(
  row: Pick<Endpoint<Input>, 'method' | 'path' | 'input'>,
  options: ValidateOptions = {},
): Validation<Parsed<Input>> {
  const inputs = new WeakMap<object, { readonly input: Parsed<Input> }>();
  const middleware = step(async (request: WebRequest) => {
    inputs.set(request, {
      input: checkInput(row.input, await decode(row, request, options.maxBodyBytes ?? 100_000)),
    });
  });
  return Object.assign(middleware, {
    of(request: WebRequest) {
      const checked = inputs.get(request);
      if (checked === undefined)
        throw new ConfigurationError('validate', 'has not checked this request; put it before the handler');
      return checked.input;
    },
  });
}

async function decode(
  row: Pick<AnyEndpoint, 'method' | 'path'>,
  request: WebRequest,
  maxBodyBytes: number,
): Promise<unknown> {
  const body = hasBody(row.method) ? await readJsonBody(request, maxBodyBytes) : undefined;
  const params: Record<string, string> = {};
  // Other parameters of the app's route are its own.
  for (const key of pathKeys(row.path)) {
    const value = request.params?.[key];
    if (typeof value === 'string') params[key] = value;
  }
  return decodeRequest(row, { params, query: queryOf(request.originalUrl ?? request.url), body });
}
