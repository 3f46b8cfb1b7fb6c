import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RequestHandler } from 'express';
import sirv from 'sirv';

const directory = fileURLToPath(new URL('../docs', import.meta.url));

/** Serves the documentation, to be mounted at `/docs`. What it does not have is not found, and no room of the playground. */
export function serveDocs(): RequestHandler {
  if (!existsSync(directory)) {
    throw new Error('The documentation is not built. Run the build of @chatti/playground first.');
  }
  const serve = sirv(directory, {
    etag: true,
    setHeaders: (response, path) => response.setHeader('Cache-Control', keptFor(path)),
  });
  const notFound = readFileSync(join(directory, '404.html'));
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    serve(request, response, () => void response.status(404).type('html').send(notFound));
  };
}

function keptFor(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}
