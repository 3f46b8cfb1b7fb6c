import type { Place, Playground } from './start-playground.ts';

/** What is told in the terminal: where everything is, and two calls to paste. */
export function greeting({ page, sandbox }: Playground): string {
  const key = `-H "x-api-key: ${sandbox.apiKey}" -H "content-type: application/json"`;
  const lines = [
    '',
    `  Playground   ${page.url}`,
    `  Sandbox      ${sandbox.baseUrl}`,
    `  Key          ${sandbox.apiKey}`,
    '',
    '  Send a message:',
    `  curl -X POST ${sandbox.baseUrl}/messages ${key} -d ${doubleQuoted(sample)}`,
    '',
    '  List the messages:',
    `  curl ${sandbox.baseUrl}/messages ${key}`,
    '',
    '  No phone rings: everything stays on this computer. Ctrl-C stops it.',
    '',
  ];
  return [...moved(page, 'playground'), ...moved(sandbox, 'sandbox'), ...lines].join('\n');
}

const sample = JSON.stringify({ to: '+447700900123', from: 'Acme Shoes', body: 'Hello from curl' });

/** Quoted so that POSIX shells and cmd.exe read the same. */
function doubleQuoted(text: string): string {
  return `"${text.replaceAll('"', '\\"')}"`;
}

function moved({ port, wantedPort }: Place, name: string): string[] {
  if (wantedPort === 0 || port === wantedPort) return [];
  return [`Port ${wantedPort} is taken by another program, so the ${name} listens on ${port}.`];
}
