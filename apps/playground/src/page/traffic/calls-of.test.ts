import { createChatti } from '@chatti/core';
import { createSandbox } from '@chatti/sandbox';
import type { JournalEntry } from '@chatti/sandbox';
import { describe, expect, it } from 'vitest';
import { callsOf, nameOf, waterfallOf } from './calls-of.ts';

/** Requests of a client that met the faults of a script, as the journal tells them. */
async function journalOf(...faults: string[]): Promise<JournalEntry[]> {
  await using sandbox = createSandbox();
  const { fetch, baseUrl, apiKey } = sandbox;
  const chatti = createChatti({ fetch, baseUrl, apiKey });
  sandbox.faults.script(faults);
  await chatti.account.get().catch(() => undefined);
  await chatti.messages.send({ to: '+447700900123', from: 'Acme Shoes', body: 'Hi' });
  return sandbox.journal.list();
}

/** An attempt that ended at `at` and took 10 ms. */
function attempt(number: number, at: number, headers: Record<string, string> = {}): JournalEntry {
  // A waterfall reads no other field.
  return {
    number,
    call: 1,
    real_ms: at,
    duration_ms: 10,
    response_headers: headers,
    status: 429,
  } as JournalEntry;
}

describe('callsOf', () => {
  it('puts the attempts of one call together, newest call first', async () => {
    const calls = callsOf(await journalOf('503; retry-after=0', '503; retry-after=0'));
    expect(calls.map(({ last, attempts }) => [last.endpoint, attempts.map(({ status }) => status)])).toEqual([
      ['messages.send', [200]],
      ['account.get', [503, 503, 200]],
    ]);
  });

  it('counts a call as failed by its last attempt', async () => {
    const calls = callsOf(await journalOf('503; retry-after=0', 'not_found'));
    expect(calls.map(({ failed }) => failed)).toEqual([false, true]);
  });
});

describe('waterfallOf', () => {
  it('tells how long the client waited, and how long it was asked to', () => {
    const [first, second] = waterfallOf([attempt(1, 10, { 'retry-after': '1' }), attempt(2, 1010)]);
    expect(first).toMatchObject({ wait: undefined, work: { from: 0, ms: 10 } });
    expect(second).toMatchObject({ askedS: 1, wait: { ms: 990 } });
    expect((second?.work.from ?? 0) + (second?.work.width ?? 0)).toBeCloseTo(1);
  });
});

describe('nameOf', () => {
  it('names a request of no row by its method and path, so that other queries are no other endpoint', async () => {
    await using sandbox = createSandbox();
    for (const query of ['', '?limit=1', '?a=1?b=2'])
      await sandbox.fetch(`${sandbox.baseUrl}/nowhere${query}`, { method: 'DELETE' });
    expect(sandbox.journal.list().map(nameOf)).toEqual(Array.from({ length: 3 }, () => 'DELETE /v1/nowhere'));
  });
});
