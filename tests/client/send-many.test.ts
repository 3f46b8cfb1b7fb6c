import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createChatti, type Fetch, type SendMessage } from '@chatti/core';
import { describe, expect, it } from 'vitest';

const total = 200_000;
const limits = { items: 1000, bytes: 8_000_000, heap: 30_000_000 };

// The collector is only there when asked for; without it the heap would also hold what nobody uses any more.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

/** Large enough that the bytes, not the thousand items, end a batch. */
const largeMetadata = Object.fromEntries(
  Array.from({ length: 20 }, (_, key) => [`key ${key}`, '漢'.repeat(256)]),
);

/** Messages of different lengths and scripts, some of them large, none of them kept. */
function* generated(): Generator<SendMessage> {
  for (let index = 0; index < total; index++) {
    const body = `${index % 7 === 0 ? 'Привет' : 'Hello'} ${'x'.repeat(index % 900)}`;
    const message = {
      to: `+4477009${String(index).padStart(6, '0')}`,
      from: 'Acme',
      body,
      reference: `r${index}`,
    };
    yield index % 100_000 < 1500 ? { ...message, metadata: largeMetadata } : message;
  }
}

interface Seen {
  batches: number;
  items: number;
  most: number;
  bytes: number;
}

/** Counts and answers, and keeps nothing. */
function countingFetch(seen: Seen): Fetch {
  return async (_url, init) => {
    const text = typeof init.body === 'string' ? init.body : '';
    const { messages } = JSON.parse(text) as { messages: { reference: string }[] };
    seen.batches++;
    seen.items += messages.length;
    seen.most = Math.max(seen.most, messages.length);
    seen.bytes = Math.max(seen.bytes, Buffer.byteLength(text));
    const data = messages.map(({ reference }, index) => ({
      index,
      status: 'accepted',
      message: { id: reference },
      error: null,
    }));
    return new Response(JSON.stringify({ data }));
  };
}

describe(`sendMany of ${total} messages`, () => {
  it('keeps both limits, the order and a flat heap', async () => {
    const seen: Seen = { batches: 0, items: 0, most: 0, bytes: 0 };
    const chatti = createChatti({
      apiKey: 'key',
      baseUrl: 'https://api.test/v1',
      fetch: countingFetch(seen),
    });
    let done = 0;
    let before = 0;
    let growth = 0;
    for await (const { index, outcome, message } of chatti.messages.sendMany(generated(), {
      concurrency: 4,
    })) {
      if (index !== done || outcome !== 'accepted' || message?.id !== `r${index}`)
        throw new Error(`wrong at ${index}`);
      done++;
      if (done === 10_000) before = heap();
      if (done % 50_000 === 0) growth = Math.max(growth, heap() - before);
    }
    expect(done).toBe(total);
    expect(seen.items).toBe(total);
    expect(seen.most).toBeLessThanOrEqual(limits.items);
    expect(seen.bytes).toBeLessThanOrEqual(limits.bytes);
    expect(growth).toBeLessThan(limits.heap);
    console.log(
      `${seen.batches} batches, largest ${seen.bytes} bytes, heap growth ${(growth / 1e6).toFixed(1)} MB`,
    );
  });
});
