import type { RequestHandler } from 'express';

/**
 * The policy of the document that the viewer of the API reference lives in: the page's, but that the viewer may bring its own
 * styles, may ask the sandbox, and may be shown inside the page. Scripts come from this server only, as everywhere.
 */
export function viewerPolicy(sandboxBaseUrl: string): RequestHandler {
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `connect-src 'self' ${new URL(sandboxBaseUrl).origin}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');
  return (_, response, next) => {
    response.set('Content-Security-Policy', policy);
    next();
  };
}
