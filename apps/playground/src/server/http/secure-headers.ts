import type { RequestHandler } from 'express';

/** What the page may load: its own server's files and nothing else; what it may do inside another page: nothing. */
const policy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Puts the content security policy and its companions on every answer. */
export function secureHeaders(): RequestHandler {
  return (request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    });
    // Answers of the API hold numbers and texts, and the sandbox's key.
    if (request.path.startsWith('/api/')) response.set('Cache-Control', 'no-store');
    next();
  };
}
