import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClient } from './create-client.ts';
import { bench, hello } from './client.test-data.ts';
import { reply, sent } from './scripted-fetch.test-data.ts';
import { chattiV1 } from '../contract/chatti-v1.ts';

/** Freezes a value and all that it holds. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

const settings = { seed: 7, numRuns: 300 } as const;

describe('for any input', () => {
  it('a hostile id stays one segment below the base URL, or is refused before anything is sent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          fc.webPath(),
          fc.constantFrom('.', '..', '../admin', '%2e%2e', 'a/../b', '//evil.test', '\\', '?x', '#x', '\0'),
        ),
        async (id) => {
          const { chatti, fetch } = bench([sent]);
          const error = await chatti.messages.get({ id }).then(
            () => undefined,
            (thrown: Error) => thrown,
          );
          if (error) {
            expect([error.name, fetch.seen.length]).toEqual(['InputError', 0]);
            return;
          }
          const { origin, pathname, search, hash } = new URL(fetch.seen[0]?.url ?? '');
          expect([origin, search, hash]).toEqual(['https://api.test', '', '']);
          expect(pathname.split('/').slice(0, 3)).toEqual(['', 'v1', 'messages']);
          expect(decodeURIComponent(pathname.split('/').slice(3).join('/'))).toBe(id);
        },
      ),
      settings,
    );
  });

  it('what the caller gives stays as it is, frozen or not', async () => {
    const input = frozen({
      ...hello,
      to: '44 7700 900123',
      metadata: { a: 'b' },
      scheduled_at: '2026-12-24T08:00:00Z',
      media: [{ url: 'https://a.test/b.png' }],
    });
    const before = JSON.stringify(input);
    const options = frozen({ headers: { 'x-a': 'b' }, timeoutMs: 1000 });
    const { chatti } = bench([sent], options);
    await chatti.messages.send(input, options);
    await chatti.messages
      .sendBatch(frozen({ messages: [input], from: 'Acme' }), options)
      .catch(() => undefined);
    for await (const one of chatti.messages.sendMany(frozen([input]), options)) expect(one.index).toBe(0);
    expect(JSON.stringify(input)).toBe(before);
  });

  it('a reply with an id is a sent message, whatever else it holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.oneof(fc.string({ minLength: 1 }), fc.maxSafeNat()),
        async (rest, id) => {
          const { chatti } = bench([reply(200, { ...rest, id })]);
          const message = await chatti.messages.send(hello);
          expect(message.id).toBe(String(id));
          expect(typeof message.status).toBe('string');
        },
      ),
      settings,
    );
  });

  it('a `__proto__` in a reply changes no prototype', async () => {
    const { chatti } = bench([
      () =>
        new Response(
          '{"id":"m","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
        ),
    ]);
    const message = await chatti.messages.send(hello);
    expect('polluted' in {}).toBe(false);
    expect(Reflect.get(message, 'polluted')).toBeUndefined();
  });
});

describe('the table', () => {
  it('has a method for each row', () => {
    const client = createClient(chattiV1, { apiKey: 'key', baseUrl: 'https://api.test' });
    for (const [resource, rows] of Object.entries(chattiV1)) {
      const methods: object = Reflect.get(client, resource);
      for (const verb of Object.keys(rows)) expect(typeof Reflect.get(methods, verb)).toBe('function');
    }
  });
});
