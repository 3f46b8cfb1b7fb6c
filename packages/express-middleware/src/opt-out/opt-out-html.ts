import { createHash } from 'node:crypto';
import type { OptOutTexts } from './opt-out-texts.ts';

/** What the page shows. */
export interface OptOutView {
  /** The page's words, placeholders filled in. */
  readonly texts: OptOutTexts;
  /** The sender's name, shown above; none where empty. */
  readonly brand: string;
  /** Heading and title of the page. */
  readonly title: string;
  /** The sentence under it. */
  readonly text: string;
  /** Whether there is the button. */
  readonly button: boolean;
}

// Dark text on light, and the reverse where the reader's system asks for it: both above 7 to 1.
const style = `
:root { color-scheme: light dark; --ink: #1a1c20; --paper: #fff; --accent: #0b4fb3; --on-accent: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceef2; --paper: #16181c; --accent: #9cc3ff; --on-accent: #0d1b2f; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.5 system-ui, sans-serif; }
main { max-width: 32rem; margin: 0 auto; padding: 3rem 1.25rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; }
button { min-height: 3rem; padding: 0.5rem 1.5rem; border: 0; border-radius: 0.5rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
button:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** Headers of the page: no script, nothing from elsewhere, no frame, and no trace of the link in a referrer. */
export const optOutHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex',
};

/** The page as HTML. The form has no action, so it posts to the link itself. */
export function optOutHtml({ texts, brand, title, text, button }: OptOutView): string {
  const name = brand === '' ? '' : `<p>${escaped(brand)}</p>\n`;
  const form = button
    ? `<form method="post"><button type="submit">${escaped(texts.button)}</button></form>\n`
    : '';
  return `<!doctype html>
<html lang="${escaped(texts.lang)}" dir="${escaped(texts.dir)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${name}<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
${form}</main>
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
