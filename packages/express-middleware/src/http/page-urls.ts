import type { Page } from '@chatti/core/contract';
import { pathOf, queryOf } from './own-url.ts';
import type { WebRequest } from './web-request.ts';

/** What of a page URL is the caller's even where the caller did not ask for it. */
const pagingNames = ['page', 'per_page'];

/**
 * A page of Chatti as a page of the app: `next_page_url` and `prev_page_url` become the URL of the caller's own
 * request, with the page and the resolved times of Chatti's. Filters that the server added stay out of them. They
 * are relative to the host, which the app may not know behind a proxy.
 */
export function withOwnPageUrls<T>(page: Page<T>, request: WebRequest): Page<T> {
  const own = (url: string | null): string | null => (url === null ? null : ownUrl(url, request));
  return { ...page, prev_page_url: own(page.prev_page_url), next_page_url: own(page.next_page_url) };
}

function ownUrl(url: string, request: WebRequest): string {
  const asked = request.originalUrl ?? request.url;
  const query = queryOf(asked);
  for (const [name, value] of queryOf(url)) {
    if (query.has(name) || pagingNames.includes(name)) query.set(name, value);
  }
  return `${pathOf(asked)}?${query}`;
}
