import type { ServerResponse } from 'node:http';
import { type Chatti, ConfigurationError } from '@chatti/core';
import { problemFor } from '../chatti-errors.ts';
import { queryOf } from '../http/own-url.ts';
import { respond } from '../http/send-problem.ts';
import { type Handler, handler, type WebRequest } from '../http/web-request.ts';
import { optOutHeaders, optOutHtml, type OptOutView } from './opt-out-html.ts';
import { TOKEN_PARAMETER } from './opt-out-link.ts';
import { OPT_OUT_TEXTS, type OptOutTexts } from './opt-out-texts.ts';
import { readOptOut, requireSecret } from './opt-out-token.ts';

/** Options of `optOutPage`. */
export interface OptOutPageOptions<R extends WebRequest = WebRequest> {
  /** The client that opts the number out. */
  readonly client: Chatti;
  /** The secret that signed the links, at least 32 characters. */
  readonly secret: string;
  /** The sender's name, as recipients know it. */
  readonly brand?: string;
  /** Other words, in part or whole, or a function that picks them, such as by `Accept-Language`. */
  readonly texts?: Partial<OptOutTexts> | ((request: R) => Partial<OptOutTexts>);
}

/** One state of the page. */
type State = 'ask' | 'done' | 'invalid' | 'expired' | 'failed';

/**
 * A page of the app's own for links of `optOutLink`: GET shows it with one button and changes nothing, since scanners
 * open links; POST opts the number out with `optOuts.create`. No script, no cookie, readable by screen readers, in
 * the words of `texts`.
 *
 * Where Chatti cannot be reached the page says so and keeps its button; its status is that of the problem. Errors
 * that are not Chatti's go to `next`.
 *
 * @throws `ConfigurationError`, at once, for a short secret or no client.
 * @example
 * ```ts
 * app.use('/stop', optOutPage({ client, secret, brand: 'Acme Shoes' }));
 * ```
 */
export function optOutPage<R extends WebRequest = WebRequest>(options: OptOutPageOptions<R>): Handler<R> {
  const { client, secret, brand = '' } = options;
  requireSecret(secret);
  if (typeof client !== 'object' || client === null)
    throw new ConfigurationError('client', 'is required: a client of createChatti');

  return handler(async (request, response) => {
    const show = (status: number, state: State, number = ''): void => {
      const texts = {
        ...OPT_OUT_TEXTS,
        ...(typeof options.texts === 'function' ? options.texts(request) : options.texts),
      };
      sendPage(response, status, viewOf(texts, { state, brand, number }));
    };
    if (!['GET', 'HEAD', 'POST'].includes(request.method ?? '')) {
      response.setHeader('Allow', 'GET, HEAD, POST');
      return show(405, 'invalid');
    }
    const token = queryOf(request.originalUrl ?? request.url).get(TOKEN_PARAMETER) ?? '';
    const reading = await readOptOut(token, secret, Date.now());
    if ('refusal' in reading)
      return reading.refusal === 'expired' ? show(410, 'expired') : show(404, 'invalid');
    const { number } = reading.claim;
    if (request.method !== 'POST') return show(200, 'ask', number);
    try {
      await client.optOuts.create({ number });
    } catch (error) {
      const problem = problemFor(error);
      if (problem === undefined) throw error;
      return show(problem.status, 'failed', number);
    }
    show(200, 'done', number);
  });
}

function viewOf(
  texts: OptOutTexts,
  shown: { readonly state: State; readonly brand: string; readonly number: string },
): OptOutView {
  const { state, brand, number } = shown;
  const words = { '{brand}': brand === '' ? texts.noBrand : brand, '{number}': hidden(number) };
  const fill = (text: string): string =>
    text.replace(/\{brand\}|\{number\}/g, (tag) => words[tag as keyof typeof words]);
  return {
    texts,
    brand,
    title: fill(texts[`${state}Title`]),
    text: fill(texts[state]),
    button: state === 'ask' || state === 'failed',
  };
}

/** Enough for its owner to know the number, and too little for anyone else: a link may be passed on. */
function hidden(number: string): string {
  return `${'•'.repeat(Math.max(0, number.length - 3))}${number.slice(-3)}`;
}

function sendPage(response: ServerResponse, status: number, view: OptOutView): void {
  for (const [name, value] of Object.entries(optOutHeaders)) response.setHeader(name, value);
  respond(response, status, { type: 'text/html; charset=utf-8', body: optOutHtml(view) });
}
