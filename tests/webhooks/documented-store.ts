import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { resolve } from 'node:path';
import type { WebhookStore } from '@chatti/core/webhooks';

const page = resolve(import.meta.dirname, '../../packages/core/src/webhooks/webhook-store.ts');

/**
 * A store as the documentation of `WebhookStore` writes it, taken from there word for word, so that what is run here is
 * what a reader copies.
 *
 * @param name The variable that the example declares.
 * @param client The variable that the example uses.
 */
export async function documentedStore(
  name: string,
  client: string,
): Promise<(client: unknown) => WebhookStore> {
  const examples = readFileSync(page, 'utf8')
    .replace(/^ \* ?/gm, '')
    .matchAll(/^```ts\n([\s\S]*?)^```$/gm);
  const example = Array.from(examples, ([, code]) => code ?? '').find((code) =>
    code.includes(`const ${name}:`),
  );
  if (example === undefined) throw new Error(`no example declares ${name}`);
  const script = stripTypeScriptTypes(`export function make(${client}) {\n${example}\nreturn ${name};\n}`);
  const module = (await import(`data:text/javascript,${encodeURIComponent(script)}`)) as {
    make: (client: unknown) => WebhookStore;
  };
  return module.make;
}
