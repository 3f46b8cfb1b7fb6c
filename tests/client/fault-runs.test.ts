import { type ChattiError, createChatti } from '@chatti/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as f from './faults.ts';
import { type Arrival, type Fault, type RawServer, startRawServer } from './raw-server.ts';

/** The client's limit for one attempt: far more than a busy machine needs. */
const timeoutMs = 20_000;

/** What one fault means by the table of the reliability document. */
type Meaning = 'accepted' | 'unknown' | 'rejected' | 'limited';

/** A fault, what it means, and whether the server had taken the message by then. */
interface Turn {
  readonly fault: Fault;
  readonly meaning: Meaning;
  readonly takes: boolean;
}

const turns: readonly Turn[] = [
  { fault: f.accepts, meaning: 'accepted', takes: true },
  { fault: f.resetsAfterHead, meaning: 'unknown', takes: false },
  { fault: f.resetsMidBody, meaning: 'unknown', takes: false },
  { fault: f.resetsAfterBody, meaning: 'unknown', takes: true },
  { fault: f.resetsAfterBody, meaning: 'unknown', takes: false },
  { fault: f.closesAfterBody, meaning: 'unknown', takes: true },
  { fault: f.resetsAfterHeaders, meaning: 'unknown', takes: true },
  { fault: f.halfAReply, meaning: 'unknown', takes: true },
  { fault: f.hangs, meaning: 'unknown', takes: true },
  { fault: f.hangs, meaning: 'unknown', takes: false },
  { fault: f.hangsInReply, meaning: 'unknown', takes: true },
  { fault: f.garbage, meaning: 'unknown', takes: true },
  { fault: f.htmlSuccess, meaning: 'unknown', takes: true },
  { fault: f.wrongReply, meaning: 'unknown', takes: true },
  { fault: f.status(500), meaning: 'unknown', takes: true },
  { fault: f.status(503), meaning: 'unknown', takes: false },
  { fault: f.status(504), meaning: 'unknown', takes: true },
  { fault: f.status(429), meaning: 'limited', takes: false },
  { fault: f.status(429, 'rate_limited', { 'retry-after': '0' }), meaning: 'limited', takes: false },
  { fault: f.status(400), meaning: 'rejected', takes: false },
  { fault: f.status(401), meaning: 'rejected', takes: false },
  { fault: f.status(403), meaning: 'rejected', takes: false },
];

/** A small generator of numbers from 0 to below 1 (mulberry32), so that every run can be run again by its seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What the table says of a run: the result, and how many requests the server sees. */
function expected(run: readonly Turn[], keys: boolean): { result: string; requests: number } {
  let unknown = false;
  for (const [index, { meaning }] of run.entries()) {
    const requests = index + 1;
    if (meaning === 'accepted') return { result: 'accepted', requests };
    if (meaning === 'unknown') unknown = true;
    const goesOn = meaning === 'limited' || (meaning === 'unknown' && keys);
    if (!goesOn || requests === run.length) return { result: unknown ? 'unknown' : 'rejected', requests };
  }
  throw new Error('a run has at least one turn');
}

interface Seen {
  readonly result: string;
  readonly arrivals: readonly Arrival[];
  /** How many messages the server holds. */
  readonly stored: number;
}

/** Plays one run. The server keeps a message for each key, and one for each request without a key. */
async function play(server: RawServer, run: readonly Turn[], keys: boolean): Promise<Seen> {
  const stored = new Set<string>();
  server.plan(
    ...run.map(({ fault, takes }): Fault => ({
      ...fault,
      act: (socket, arrival) => {
        if (takes) stored.add(arrival?.headers['idempotency-key'] ?? `request ${server.arrivals.length}`);
        fault.act(socket, arrival);
        // Nothing more comes: the client's limit runs out now, so that no run waits and a busy machine changes nothing.
        if (fault === f.hangs || fault === f.hangsInReply)
          setImmediate(() => vi.advanceTimersByTime(timeoutMs));
      },
    })),
  );
  const chatti = createChatti({
    apiKey: 'sk_run',
    baseUrl: server.baseUrl,
    timeoutMs,
    idempotencyKeys: keys,
  });
  const result = await chatti.messages
    .send({ to: '+447700900123', from: 'Acme', body: 'x'.repeat(1500) })
    .then(
      () => 'accepted',
      (error: ChattiError) => error.outcome,
    );
  return { result, arrivals: [...server.arrivals], stored: stored.size };
}

async function playAll(seeds: readonly number[], keys: boolean): Promise<void> {
  for (const seed of seeds) {
    const random = randomOf(seed);
    const run = Array.from({ length: 3 }, () => turns[Math.floor(random() * turns.length)]).filter(
      (turn) => turn !== undefined,
    );
    const server = await startRawServer();
    const seen = await play(server, run, keys);
    await server.close();
    const label = `seed ${seed}: ${run.map(({ fault, takes }) => `${fault.name}${takes ? ' (taken)' : ''}`).join(', ')}`;
    const { result, requests } = expected(run, keys);
    expect([seen.result, seen.arrivals.length], label).toEqual([result, requests]);
    expect(seen.stored, label).toBeLessThanOrEqual(1);
    if (result === 'rejected') expect(seen.stored, label).toBe(0);
    if (result === 'accepted') expect(seen.stored, label).toBe(1);
    const sameKey = new Set(seen.arrivals.map(({ headers }) => headers['idempotency-key']));
    expect(sameKey.size, label).toBe(1);
  }
}

const runs = 600;

/** The seeds of a series of runs. */
function seedsFrom(first: number): number[] {
  return Array.from({ length: runs }, (_, index) => first + index);
}

describe('seeded runs of faults', () => {
  beforeEach(() => {
    // Full jitter times nothing is nothing. The client's timers go on by themselves, and can be made to ring.
    vi.spyOn(Math, 'random').mockReturnValue(0);
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout'],
      shouldAdvanceTime: true,
      advanceTimeDelta: 1,
    });
  });
  afterEach(() => void vi.useRealTimers());

  it(`without keys, ${runs} runs: never a second request after an unknown one, outcomes as the table says`, async () => {
    await playAll(seedsFrom(1), false);
  });

  it(`with keys, ${runs} runs: one key, one message, outcomes as the table says`, async () => {
    await playAll(seedsFrom(100_001), true);
  });
});
