/**
 * The claim: a chain of three plugins that do nothing adds at most 5 microseconds to a send, and three that work
 * (`defaultSender`, `smartEncoding`, `rateLimit`) at most 25. A send over a real network takes some thousands of times as
 * long.
 *
 * Beside it, the least that any onion takes: three nested async functions around the same call.
 */
import { createChatti, type Plugin } from '@chatti/core';
import { defaultSender, rateLimit, smartEncoding } from '@chatti/core/plugins';
import { median } from '../measure.ts';
import { report } from '../report.ts';

const MOST_EMPTY_US = 5;
const MOST_WORKING_US = 25;
const ROUNDS = 15;
const CALLS = 1500;

const reply = JSON.stringify({ id: 'msg_1', status: 'queued' });
const options = {
  apiKey: 'bench-key',
  baseUrl: 'https://sms.example/v1',
  fetch: async () => new Response(reply, { headers: { 'content-type': 'application/json' } }),
};
const message = { to: '+447700900123', body: 'It’s ready: your table is free from seven.' };

const empty = (name: string): Plugin => ({ name, wrap: (_call, next) => next() });
const bare = createChatti(options);
const chained = createChatti({ ...options, plugins: [empty('a'), empty('b'), empty('c')] });
const working = createChatti({
  ...options,
  plugins: [defaultSender('Acme'), smartEncoding(), rateLimit({ perSecond: 1_000_000 })],
});

async function around<T>(inner: () => Promise<T>): Promise<T> {
  return await inner();
}

const send = () => bare.messages.send(message);
const candidates = [
  { name: 'no plugin', run: send },
  { name: 'three nested functions', run: () => around(() => around(() => around(send))) },
  { name: 'three empty plugins', run: () => chained.messages.send(message) },
  { name: 'three working plugins', run: () => working.messages.send(message) },
];

/** Microseconds of one call, by CPU time, so that a busy machine does not count. */
async function costOf(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < CALLS; i++) await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS;
}

const costs = candidates.map(() => [] as number[]);
for (let round = -2; round < ROUNDS; round++) {
  for (const [index, { run }] of candidates.entries()) {
    const cost = await costOf(run);
    if (round >= 0) costs[index]?.push(cost);
  }
}

// Added to the bare call of the same round, so that a machine that grows slower slows both.
const added = costs.map((list) => median(list.map((cost, round) => cost - (costs[0]?.[round] ?? 0))));
const [, , chain = Number.NaN, work = Number.NaN] = added;
report({
  title: `A send in memory, median of ${ROUNDS} rounds of ${CALLS} calls`,
  unit: 'µs of CPU',
  base: 'no plugin',
  candidates: candidates.map(({ name }, index) => ({ name, figure: median(costs[index] ?? []) })),
  claims: [
    {
      text: 'Three plugins that do nothing add little to a send',
      figure: chain,
      unit: 'µs',
      aim: { atMost: MOST_EMPTY_US },
    },
    {
      text: 'Three that work (defaultSender, smartEncoding, rateLimit) add little to a send',
      figure: work,
      unit: 'µs',
      aim: { atMost: MOST_WORKING_US },
    },
  ],
});
