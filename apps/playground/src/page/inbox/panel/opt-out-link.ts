/** The opt-out link of the sandbox in a text, if there is one. A link of anybody else is none. */
export function optOutLink(text: string, sandboxBaseUrl: string): string | undefined {
  const root = `${new URL(sandboxBaseUrl).origin}/o/`;
  const start = text.indexOf(root);
  if (start === -1) return undefined;
  const [token = ''] = /^[\w-]*/.exec(text.slice(start + root.length)) ?? [];
  return token === '' ? undefined : root + token;
}
