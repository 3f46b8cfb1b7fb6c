import type { ServerResponse } from 'node:http';
import type { Problem } from '@chatti/core';

/** Answers with a problem document (RFC 9457), and with `Retry-After` where the problem has it. */
export function sendProblem(response: ServerResponse, problem: Problem): void {
  const { retryAfterS, ...body } = problem;
  if (retryAfterS !== undefined) response.setHeader('Retry-After', String(retryAfterS));
  respond(response, problem.status, { type: 'application/problem+json', body: JSON.stringify(body) });
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  respond(response, status, { type: 'application/json; charset=utf-8', body: JSON.stringify(value) });
}

/** Answers with text of one kind. Answers here are one caller's own, so no cache may keep them. */
export function respond(
  response: ServerResponse,
  status: number,
  content: { readonly type: string; readonly body: string },
): void {
  response.statusCode = status;
  response.setHeader('Content-Type', content.type);
  response.setHeader('Content-Length', Buffer.byteLength(content.body));
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.end(content.body);
}
