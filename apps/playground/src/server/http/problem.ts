import { STATUS_CODES } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { Problem } from '@chatti/core';

/** A problem of the playground's own server. Nothing was sent, unless said otherwise. */
export function problem(status: number, code: string, detail: string): Problem {
  const title = STATUS_CODES[status] ?? 'Error';
  return { type: 'about:blank', status, title, detail, code, outcome: 'not_sent', errors: [] };
}

/** Answers with a problem document. */
export function sendProblem(response: ServerResponse, { retryAfterS, ...document }: Problem): void {
  response.statusCode = document.status;
  response.setHeader('Content-Type', 'application/problem+json');
  if (retryAfterS !== undefined) response.setHeader('Retry-After', retryAfterS);
  response.end(JSON.stringify(document));
}
