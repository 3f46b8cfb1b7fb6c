import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { bench } from './client.test-data.ts';
import { refused, reply, reset, textReply } from './scripted-fetch.test-data.ts';

describe('a single call', () => {
  it('gives the JSON as it is without a schema', async () => {
    const { chatti } = bench([reply(200, [1, { a: null }])]);
    expect(await chatti.request({ path: '/usage' })).toEqual([1, { a: null }]);
  });

  it('reads by a schema as tolerantly as a row', async () => {
    const { chatti } = bench([reply(200, { id: 5, count: 'many', more: true })]);
    const output = v.object({ id: v.string(), count: v.nullable(v.number()) });
    expect(await chatti.request({ path: '/usage', output })).toEqual({ id: '5', count: null, more: true });
  });

  it('gives undefined where there is no content', async () => {
    const { chatti } = bench([textReply(204, null)]);
    expect(await chatti.request({ method: 'DELETE', path: '/things/1' })).toBeUndefined();
  });

  it('carries a body, and idempotency keys like a send', async () => {
    const { chatti, fetch } = bench([reply(200)], { idempotencyKeys: true });
    await chatti.request({ method: 'POST', path: '/things', body: { when: new Date(0) } });
    expect(fetch.seen[0]?.init.body).toBe('{"when":"1970-01-01T00:00:00.000Z"}');
    expect(new Headers(fetch.seen[0]?.init.headers).has('idempotency-key')).toBe(true);
  });

  it.each([
    ['GET', undefined, 3],
    ['POST', undefined, 1],
    ['DELETE', undefined, 1],
    ['POST', 'safe', 3],
    ['GET', 'never', 1],
  ] as const)('%s with retry %s is tried %i times after a reset', async (method, retry, requests) => {
    const { chatti, clock, fetch } = bench([reset]);
    await clock.failureOf(chatti.request({ method, path: '/things', retry }));
    expect(fetch.seen).toHaveLength(requests);
  });

  it('is tried again after a refused connection, whatever it is', async () => {
    const { chatti, clock, fetch } = bench([refused]);
    await clock.failureOf(chatti.request({ method: 'POST', path: '/things' }));
    expect(fetch.seen).toHaveLength(3);
  });

  it.each([
    'things',
    '//evil.test/things',
    '/\\evil.test',
    '/../admin',
    '/a/%2e%2E/b',
    '/a/.',
    '/a?b=c',
    '/a#b',
    '/a b',
    '/ä',
    '/a\n',
    '',
    undefined as never,
  ])('refuses the path %j before anything is sent', async (path) => {
    const { chatti, clock, fetch } = bench([reply(200)]);
    expect(await clock.failureOf(chatti.request({ path }))).toMatchObject({
      name: 'InputError',
      issues: [{ path: 'path' }],
    });
    expect(fetch.seen).toHaveLength(0);
  });

  it('refuses a body that is no JSON, and one on a GET', async () => {
    const { chatti, clock } = bench([reply(200)]);
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    for (const input of [
      { method: 'POST', path: '/a', body: circle },
      { method: 'POST', path: '/a', body: 1n },
      { path: '/a', body: {} },
    ] as const) {
      expect(await clock.failureOf(chatti.request(input))).toMatchObject({
        name: 'InputError',
        issues: [{ path: 'body' }],
      });
    }
  });

  it('refuses a method that is none', async () => {
    const { chatti, clock } = bench([reply(200)]);
    expect(await clock.failureOf(chatti.request({ method: 'TRACE' as never, path: '/a' }))).toMatchObject({
      option: 'method',
    });
  });
});
