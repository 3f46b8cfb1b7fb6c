import { type Page, withOwnPageUrls as withPageUrls } from '@chatti/core/contract';

/** A request of Express or Fastify, for its URL. */
export interface RequestWithUrl {
  /** The URL as it was asked for, without what routers have cut off. */
  readonly originalUrl?: string | undefined;
  /** The URL, where there is no other. */
  readonly url?: string | undefined;
}

/**
 * A page of Chatti as a page of the app: `next_page_url` and `prev_page_url` become the URL of the caller's own request,
 * with the page and the resolved times of Chatti's. Filters that the app added itself stay out of them. They are
 * relative to the host, which an app may not know behind a proxy.
 *
 * @param request The request, of `@Req()`, or its URL.
 * @example
 * ```ts
 * @Get('messages')
 * async list(@Query(new ChattiValidationPipe(listMessagesSchema)) query: ListMessages, @Req() request: Request) {
 *   return withOwnPageUrls(await this.chatti.messages.list(query), request);
 * }
 * ```
 */
export function withOwnPageUrls<P extends Page<unknown>>(page: P, request: RequestWithUrl | string): P {
  const asked = typeof request === 'string' ? request : (request.originalUrl ?? request.url ?? '');
  return withPageUrls(page, asked);
}
