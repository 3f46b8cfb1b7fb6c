const style = `
body { font: 1.125rem/1.5 system-ui, sans-serif; margin: 0; color: #1a1a1a; background: #fff; }
main { max-width: 34rem; margin: 0 auto; padding: 3rem 1.25rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
button { font: inherit; font-weight: 600; padding: 0.75rem 1.5rem; border: 2px solid #1a1a1a; border-radius: 0.5rem;
  background: #1a1a1a; color: #fff; cursor: pointer; }
button:focus-visible { outline: 3px solid #1d5fd0; outline-offset: 3px; }
@media (prefers-color-scheme: dark) {
  body { color: #f2f2f2; background: #161616; }
  button { background: #f2f2f2; color: #161616; border-color: #f2f2f2; }
  button:focus-visible { outline-color: #8ab4ff; }
}`;

function html(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
}

/**
 * The pages that an opt-out link leads to. Nothing of the message, the sender or the link is put into them, so that there
 * is nothing to escape and nothing to learn by guessing links. They need no script.
 */
export const OPT_OUT_PAGES = {
  ask: {
    status: 200,
    html: html(
      'Stop receiving messages?',
      `<p>After this you get no more messages from this sender.</p>
<form method="post"><button type="submit">Stop messages</button></form>`,
    ),
  },
  done: {
    status: 200,
    html: html(
      'You will get no more messages',
      '<p role="status">You have opted out. You can close this page.</p>',
    ),
  },
  gone: {
    status: 404,
    html: html(
      'This link is not valid any more',
      '<p>It may have been used already, or it is not complete.</p>',
    ),
  },
} as const;

/** The name of a page. */
export type OptOutPage = keyof typeof OPT_OUT_PAGES;
