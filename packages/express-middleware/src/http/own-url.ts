import type { WebRequest } from './web-request.ts';

/** The URL that was asked for, without what routers have cut off. */
export function askedUrl(request: WebRequest): string {
  return request.originalUrl ?? request.url ?? '';
}

/** The path of a request's URL, without its query. */
export function pathOf(url: string | undefined): string {
  return (url ?? '').split('?', 1)[0] ?? '';
}

/** The query of a request's URL as pairs; a `+` in it is a space, as forms write it. */
export function queryOf(url: string | undefined): URLSearchParams {
  const at = url?.indexOf('?') ?? -1;
  return new URLSearchParams(at < 0 ? '' : url?.slice(at));
}
