/**
 * Prints what one send allocates, as JSON. Code that is not optimized allocates the same at each run, to the byte: so it
 * runs in a process of its own, with `allocationOptions` of `count-allocations.ts`.
 */
import { createHook } from 'node:async_hooks';
import { createChatti } from '@chatti/core';
import { countSegments } from '@chatti/core/rules';
import type { CountName } from './counts.table.ts';

const turns = 400;
const reply = JSON.stringify({ id: 'msg_1', status: 'queued' });
const headers = { 'content-type': 'application/json', 'content-length': String(reply.length) };
const chatti = createChatti({
  apiKey: 'key',
  baseUrl: 'https://sms.example/v1',
  fetch: async () => new Response(reply, { headers }),
});
const message = { to: '+447700900123', from: 'Acme', body: 'Your order is ready.', reference: 'order-1' };
const send = () => chatti.messages.send(message);

/** Bytes that one turn of `work` adds to the heap. The young generation is large enough that nothing is collected. */
async function bytesOf(work: () => unknown): Promise<number> {
  for (let turn = 0; turn < turns; turn++) await work();
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let turn = 0; turn < turns; turn++) await work();
  return Math.round((process.memoryUsage().heapUsed - before) / turns);
}

/** What is made by a send, by the names of `node:async_hooks`. */
async function madeBySend(): Promise<ReadonlyMap<string, number>> {
  const made = new Map<string, number>();
  const hook = createHook({ init: (_id, type) => void made.set(type, (made.get(type) ?? 0) + 1) }).enable();
  for (let turn = 0; turn < turns; turn++) await send();
  hook.disable();
  return made;
}

const text = 'The quick brown fox jumps over the lazy dog, 0123456789 times! '.repeat(25).slice(0, 1570);
const short = text.slice(0, 40);

const bytes = await bytesOf(send);
const longBytes = await bytesOf(() => countSegments(text));
const shortBytes = await bytesOf(() => countSegments(short));
const made = await madeBySend();
for (let turn = 0; turn < 100; turn++) await send();
const timers = process.getActiveResourcesInfo().filter((type) => type === 'Timeout');

const counts: Partial<Record<CountName, number>> = {
  'timers left after 100 sends': timers.length,
  'timers started by a send': Math.round((made.get('Timeout') ?? 0) / turns),
  'promises made by a send': Math.round((made.get('PROMISE') ?? 0) / turns),
  'bytes allocated by a send, not optimized': bytes,
  'bytes allocated by countSegments for 1530 more characters': longBytes - shortBytes,
};
console.log(JSON.stringify(counts));
