import type { WebhookReceipt } from '@chatti/core/webhooks';
import type { HttpAdapterHost } from '@nestjs/core';
import type { AnyRequest } from './raw-body-of.ts';

/** Nest's adapter of Express, of Fastify or of another platform. */
export type Adapter = HttpAdapterHost['httpAdapter'];

/** What answers the requests of a path. */
export interface Mounted {
  readonly path: string;
  readonly bodyLimitBytes: number;
  answer(request: AnyRequest, response: unknown): Promise<void>;
}

/** What is used of a context of Fastify, which this package does not depend on. */
interface FastifyContext {
  register(plugin: (context: FastifyContext, options: unknown, done: () => void) => void): unknown;
  removeAllContentTypeParsers(): void;
  addContentTypeParser(
    type: string,
    options: { readonly parseAs: 'buffer'; readonly bodyLimit: number },
    parser: (request: unknown, body: Buffer, done: (error: null, body: Buffer) => void) => void,
  ): void;
  post(
    path: string,
    options: { readonly bodyLimit: number },
    handler: (request: AnyRequest, reply: unknown) => void,
  ): void;
}

/**
 * Puts a receiver on the platform itself. Before the app is initialised this comes before every body parser, so the body
 * is raw whatever the app does with its own.
 */
export function mountReceiver(adapter: Adapter, mounted: Mounted): void {
  const handler = (request: AnyRequest, response: unknown): void => void mounted.answer(request, response);
  if (adapter.getType() === 'fastify')
    mountOnFastify(adapter.getInstance<FastifyContext>(), mounted, handler);
  else adapter.post(mounted.path, handler);
}

/** In a context of its own, whose only parser leaves every body as it is. */
function mountOnFastify(
  fastify: FastifyContext,
  { path, bodyLimitBytes: bodyLimit }: Mounted,
  handler: (request: AnyRequest, reply: unknown) => void,
): void {
  void fastify.register((context, _options, done) => {
    context.removeAllContentTypeParsers();
    context.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, parsed) =>
      parsed(null, body),
    );
    context.post(path, { bodyLimit }, handler);
    done();
  });
}

/** Gives a receipt as the answer to its delivery. */
export function reply(adapter: Adapter, response: unknown, { status, headers, body }: WebhookReceipt): void {
  for (const [name, value] of Object.entries(headers)) adapter.setHeader(response, name, value);
  adapter.reply(response, body, status);
}
