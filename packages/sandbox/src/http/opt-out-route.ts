import type { Platform } from '../platform.ts';
import type { Answered, Exchange } from './exchange.ts';
import { OPT_OUT_PAGES, type OptOutPage } from './opt-out-pages.table.ts';

/** The answer to a link: the page with the button, or what pressing it brought about. */
export function serveOptOut(platform: Platform, exchange: Exchange, token: string): Answered {
  const link = platform.optOutStore.link(token);
  if (link) exchange.messageIds = [link.message_id];
  // Programs that look at links in messages GET them: a GET never opts out.
  // A wrong link and a used one are told apart by nobody.
  if (exchange.request.method !== 'POST') return page(link?.used === 0 ? 'ask' : 'gone');
  return page(platform.db.write(() => confirm(platform, token)) ? 'done' : 'gone');
}

function confirm({ optOutStore, optOuts }: Platform, token: string): boolean {
  const link = optOutStore.link(token);
  if (!link || link.used === 1) return false;
  optOutStore.useLink(token);
  optOuts.add(link.account, { number: link.number, source: 'link', message_id: link.message_id });
  return true;
}

function page(name: OptOutPage): Answered {
  const { status, html } = OPT_OUT_PAGES[name];
  return {
    status,
    body: html,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex',
      'X-Content-Type-Options': 'nosniff',
    },
  };
}
