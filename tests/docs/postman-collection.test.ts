import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chattiV1 } from '@chatti/core/contract';
import { createSandbox } from '@chatti/sandbox';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { root } from './find-samples.ts';
import { collectionSchema } from './postman-format.ts';

const text = readFileSync(join(root, 'docs/chatti.postman_collection.json'), 'utf8');
const collection = v.parse(collectionSchema, JSON.parse(text));
type Item = (typeof collection)['item'][number]['item'][number];
const items = collection.item.flatMap(({ item }) => item);
const rows = Object.entries(chattiV1).flatMap(([resource, verbs]) =>
  Object.entries(verbs).map(([verb, { method, path }]) => ({ name: `${resource}.${verb}`, method, path })),
);

/** Sends a request of the collection to a sandbox, as Postman does. */
async function send({ request }: Item, values: Readonly<Record<string, string>>): Promise<Response> {
  const fill = (text: string): string =>
    text.replaceAll(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? '');
  const auth = Object.fromEntries(collection.auth.apikey.map(({ key, value }) => [key, fill(value)]));
  const headers = request.header
    .filter(({ disabled }) => !disabled)
    .map(({ key, value }) => [key, fill(value)]);
  return fetch(fill(request.url.raw), {
    method: request.method,
    headers: { ...Object.fromEntries(headers), [auth['key'] ?? '']: auth['value'] ?? '' },
    ...(request.body && { body: JSON.stringify(request.body.raw) }),
  });
}

describe('the Postman collection', () => {
  it('has the key in its header, and its address in a variable', () => {
    expect(collection.auth.apikey).toContainEqual({ key: 'value', value: '{{apiKey}}', type: 'string' });
    expect(collection.variable.map(({ key }) => key)).toEqual(['baseUrl', 'apiKey']);
  });

  it('has every row of the contract, and nothing else', () => {
    const told = items.map(({ name, request }) => ({
      name,
      method: request.method,
      path: `/${request.url.path.map((part) => part.replace(/^:(.+)$/, '{$1}')).join('/')}`,
    }));
    const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);
    expect(told.sort(byName)).toEqual(rows.sort(byName));
  });

  it.each(items.filter(({ request }) => !request.url.raw.includes('/:')))(
    'has $name so that a sandbox takes it as it stands',
    async (item) => {
      await using sandbox = createSandbox();
      const { baseUrl } = await sandbox.listen({ port: 0 });
      const reply = await send(item, { baseUrl, apiKey: sandbox.apiKey });
      expect({ status: reply.status, body: await reply.json() }).toMatchObject({ status: 200 });
    },
  );
});
