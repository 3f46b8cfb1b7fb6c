import type { Page } from './page.ts';

/** What of a page URL is the caller's even where the caller did not ask for it. */
const pagingNames: readonly string[] = ['page', 'per_page'];

/**
 * A page of Chatti as a page of an application's own API: `next_page_url` and `prev_page_url` become the URL that the
 * application's caller asked for, with the page and the resolved times of Chatti's. Filters that the application added
 * itself stay out of them. They are relative to the host, which an application may not know behind a proxy.
 *
 * @param asked The URL of the request, with or without host: `/api/messages?per_page=20`.
 * @example
 * ```ts
 * const page = await chatti.messages.list({ ...listQuery, reference: order.id });
 * response.json(withOwnPageUrls(page, request.originalUrl));
 * ```
 */
export function withOwnPageUrls<P extends Page<unknown>>(page: P, asked: string): P {
  const own = (url: string | null): string | null => (url === null ? null : ownUrl(url, asked));
  return { ...page, prev_page_url: own(page.prev_page_url), next_page_url: own(page.next_page_url) };
}

function ownUrl(url: string, asked: string): string {
  const query = queryOf(asked);
  for (const [name, value] of queryOf(url)) {
    if (query.has(name) || pagingNames.includes(name)) query.set(name, value);
  }
  return `${asked.split('?', 1)[0] ?? ''}?${query}`;
}

function queryOf(url: string): URLSearchParams {
  const at = url.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : url.slice(at));
}
