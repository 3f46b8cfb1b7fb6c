import { beforeEach, describe, expect, it } from 'vitest';
import { memoryStore } from './memory-store.ts';

let time = 0;
const now = (): number => time;

beforeEach(() => {
  time = 1_764_000_000_000;
});

it('gives a delivery to one of many who ask at once', async () => {
  const store = memoryStore({ now });
  const claims = await Promise.all(Array.from({ length: 50 }, () => store.claim('a', 1000)));
  expect(claims.filter((claim) => claim === 'new')).toHaveLength(1);
  expect(claims.filter((claim) => claim === 'running')).toHaveLength(49);
});

it('gives it again once its lease has passed, and not before', async () => {
  const store = memoryStore({ now });
  await store.claim('a', 1000);
  time += 999;
  expect(await store.claim('a', 1000)).toBe('running');
  time += 1;
  expect(await store.claim('a', 1000)).toBe('new');
  expect(await store.claim('a', 1000)).toBe('running');
});

it('gives it again at once after a release', async () => {
  const store = memoryStore({ now });
  await store.claim('a', 1000);
  await store.release('a');
  expect(await store.claim('a', 1000)).toBe('new');
});

it('keeps what is done, also against a release', async () => {
  const store = memoryStore({ now });
  await store.claim('a', 1000);
  await store.done('a');
  await store.release('a');
  expect(await store.claim('a', 1000)).toBe('done');
});

it('keeps what is done for four days', async () => {
  const store = memoryStore({ now });
  await store.claim('a', 1000);
  await store.done('a');
  time += 345_599_999;
  expect(await store.claim('a', 1000)).toBe('done');
  time += 1;
  expect(await store.claim('a', 1000)).toBe('new');
});

it('keeps deliveries apart', async () => {
  const store = memoryStore({ now });
  await store.claim('a', 1000);
  await store.done('a');
  expect(await store.claim('b', 1000)).toBe('new');
});

describe('when it is full', () => {
  it('forgets what was done longest ago', async () => {
    const store = memoryStore({ now, maxEntries: 3 });
    for (const id of ['a', 'b', 'c', 'd']) {
      await store.claim(id, 1000);
      await store.done(id);
    }
    const claims = await Promise.all(['b', 'c', 'd', 'a'].map((id) => store.claim(id, 1000)));
    expect(claims).toEqual(['done', 'done', 'done', 'new']);
  });

  it('counts from when a delivery was done last', async () => {
    const store = memoryStore({ now, maxEntries: 2 });
    for (const id of ['a', 'b', 'a', 'c']) await store.done(id);
    expect(await store.claim('a', 1000)).toBe('done');
    expect(await store.claim('b', 1000)).toBe('new');
  });

  it('tells further ones to come again, rather than run one twice', async () => {
    const store = memoryStore({ now, maxEntries: 2 });
    await store.claim('a', 1000);
    await store.claim('b', 2000);
    expect(await store.claim('c', 1000)).toBe('running');
    expect(await store.claim('a', 1000)).toBe('running');
    time += 1000;
    expect(await store.claim('c', 1000)).toBe('new');
    expect(await store.claim('b', 1000)).toBe('running');
  });
});

it.each([{ keepMs: 0 }, { keepMs: NaN }, { maxEntries: 0 }, { maxEntries: NaN }])('refuses %j', (options) => {
  expect(() => memoryStore(options)).toThrow(expect.objectContaining({ name: 'ConfigurationError' }));
});
