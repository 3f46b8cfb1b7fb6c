import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RequestHandler } from 'express';
import sirv from 'sirv';

const directory = fileURLToPath(new URL('../page', import.meta.url));

/**
 * Serves the built page, compressed when it was built. Every address without a file of its own is a room of the page.
 * Files with a hash in their name are kept for ever, the page itself is asked for again each time.
 */
export function servePage(): RequestHandler {
  if (!existsSync(directory))
    throw new Error('The page is not built. Run the build of @chatti/playground first.');
  const serve = sirv(directory, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders: (response, path) => response.setHeader('Cache-Control', keptFor(path)),
  });
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    serve(request, response, () => {
      if (/^\/(?:api|assets|openapi|scalar|viewer)(?:\/|$)/.test(request.path)) return next();
      request.url = '/';
      serve(request, response, next);
    });
  };
}

function keptFor(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}
