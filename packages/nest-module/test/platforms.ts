import type { INestApplication } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { TestingModule } from '@nestjs/testing';
import { onTestFinished } from 'vitest';

/** A platform by its name, and what makes its adapter. */
interface Platform {
  readonly platform: string;
  readonly adapter: () => ExpressAdapter | FastifyAdapter;
}

/** Both HTTP platforms of Nest. */
export const platforms: readonly Platform[] = [
  { platform: 'Express', adapter: () => new ExpressAdapter() },
  { platform: 'Fastify', adapter: () => new FastifyAdapter() },
];

/** Serves a compiled module on a free port of loopback until the test ends; gives its URL. */
export async function serve(
  module: TestingModule,
  adapter: Platform['adapter'],
  prepare: (app: INestApplication) => void = () => undefined,
): Promise<string> {
  const app = module.createNestApplication(adapter(), { logger: false });
  prepare(app);
  await app.listen(0, '127.0.0.1');
  onTestFinished(() => app.close());
  return app.getUrl();
}

/** A POST of JSON. */
export function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
