import type { Request, RequestHandler } from 'express';
import { problem, sendProblem } from './problem.ts';

const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/**
 * Refuses what a web page of somebody else could make a browser send: requests under a name that was pointed at this
 * computer (DNS rebinding), and writes that come from another origin or in a form that browsers send unasked.
 */
export function guardRequests(): RequestHandler {
  return (request, response, next) => {
    const refused = refusal(request);
    if (refused === undefined) next();
    else sendProblem(response, refused);
  };
}

function refusal(request: Request) {
  const host = request.headers.host ?? '';
  if (!loopback.test(host))
    return problem(403, 'host_not_allowed', 'The playground answers to localhost and 127.0.0.1 only.');
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (!isOwnOrigin(request, host))
    return problem(403, 'origin_not_allowed', 'Only the playground’s own page may send.');
  if (!isJson(request))
    return problem(415, 'unsupported_content_type', 'A body needs Content-Type: application/json.');
  return undefined;
}

/** Programs such as curl name no origin; browsers name it with every write, and say where the write comes from. */
function isOwnOrigin({ headers }: Request, host: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  return headers.origin === undefined || headers.origin.toLowerCase() === `http://${host.toLowerCase()}`;
}

function isJson({ headers }: Request): boolean {
  return /^application\/json(?:\s*;|$)/i.test(headers['content-type'] ?? '');
}
