import type { ServerResponse } from 'node:http';
import { ConfigurationError } from '@chatti/core';
import { RequestProblem } from '../http/request-problem.ts';
import type { WebRequest } from '../http/web-request.ts';

/** How long a browser may remember the answer to a preflight, in seconds. */
const preflightAgeS = 600;

/** Decides which pages may call. */
export interface OriginRule {
  /**
   * Lets requests of no browser, of the app's own pages and of listed origins pass, and gives the latter their CORS
   * headers.
   *
   * @throws `RequestProblem` 403 for every other page, `null` among them.
   */
  check(request: WebRequest, response: ServerResponse): void;
}

/** A rule that lets exactly the listed origins pass, besides the app's own pages. */
export function originRule(origins: readonly string[]): OriginRule {
  const listed = new Set(origins.map(requireOrigin));
  return {
    check(request, response) {
      const { origin } = request.headers;
      // The answer differs by origin, so a cache between must keep them apart.
      response.appendHeader('Vary', 'Origin');
      if (origin !== undefined && listed.has(origin)) return allow(response, origin);
      // `null` is what sandboxed frames and files send, so it is nobody's page.
      if (origin !== 'null' && isSameOrigin(request, origin)) return;
      throw new RequestProblem('Pages of this origin may not call here.', {
        status: 403,
        code: 'origin_not_allowed',
      });
    },
  };
}

/** The headers of an answered preflight. */
export function allowPreflight(response: ServerResponse, methods: readonly (string | undefined)[]): void {
  response.setHeader('Access-Control-Allow-Methods', methods.join(', '));
  response.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  response.setHeader('Access-Control-Max-Age', String(preflightAgeS));
  response.statusCode = 204;
  response.end();
}

function allow(response: ServerResponse, origin: string): void {
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
}

function isSameOrigin(request: WebRequest, origin: string | undefined): boolean {
  // Browsers set this one themselves, and no page can forge it. Where it is there it knows best: a proxy that ends
  // TLS makes our own page's `https` look foreign.
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || (site === 'none' && origin === undefined);
  return origin === undefined || origin === ownOrigin(request);
}

function ownOrigin(request: WebRequest): string {
  const scheme = request.protocol ?? ('encrypted' in request.socket ? 'https' : 'http');
  return `${scheme}://${request.headers.host ?? ''}`;
}

function requireOrigin(text: string): string {
  if (typeof text === 'string' && URL.canParse(text) && new URL(text).origin === text) return text;
  throw new ConfigurationError(
    'origins',
    `${JSON.stringify(text)} is no origin, such as "https://app.example"`,
  );
}
