import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { createChatti, type Chatti } from '@chatti/core';
import { createSandbox, type Sandbox } from '@chatti/sandbox';
import type { CountName } from './counts.table.ts';

const send = { to: '+447700900123', from: 'Acme Shoes', body: 'Your order is ready.' };

interface Arrived {
  readonly requests: number;
  readonly connections: number;
}

/** Counts what arrives at any server of this process while `work` runs. Node itself tells, not the sandbox. */
async function arrivals(work: () => Promise<unknown>): Promise<Arrived> {
  let requests = 0;
  const sockets = new Set<Socket>();
  const count = (message: unknown): void => {
    requests++;
    // So the channel is documented.
    sockets.add((message as { socket: Socket }).socket);
  };
  subscribe('http.server.request.start', count);
  try {
    await work();
  } finally {
    unsubscribe('http.server.request.start', count);
  }
  return { requests, connections: sockets.size };
}

/** A call that is to fail. */
async function failing(call: Promise<unknown>): Promise<void> {
  const failed = await call.then(
    () => false,
    () => true,
  );
  if (!failed) throw new Error('The call was to fail.');
}

async function drain(items: AsyncIterable<unknown>, wanted: number): Promise<void> {
  let count = 0;
  for await (const _ of items) count++;
  if (count !== wanted) throw new Error(`There were ${count} items, not ${wanted}.`);
}

function batch(count: number): (typeof send)[] {
  return Array.from({ length: count }, (_, index) => ({
    ...send,
    to: `+4477009${String(index).padStart(5, '0')}`,
  }));
}

/** The calls whose requests are counted. Each finds a sandbox of its own. */
const calls: Partial<Record<CountName, (chatti: Chatti, sandbox: Sandbox) => Promise<unknown>>> = {
  'requests of a send': (chatti) => chatti.messages.send(send),
  'requests of a send that is refused before it leaves': (chatti) =>
    failing(chatti.messages.send({ ...send, to: '12' })),
  'requests of a send that meets one 429': (chatti, { faults }) => {
    faults.next('429; retry-after=0');
    return chatti.messages.send(send);
  },
  'requests of a send that meets one 503': (chatti, { faults }) => {
    faults.next('503-after-commit');
    return failing(chatti.messages.send(send));
  },
  'requests of a send whose reply is lost': (chatti, { faults }) => {
    faults.next('reset-after-commit');
    return failing(chatti.messages.send(send));
  },
  'requests of a get that meets two 503': async (chatti, { faults }) => {
    faults.next('503; retry-after=0', { times: 2 });
    await failing(chatti.messages.get({ id: 'msg_unknown' }));
  },
  'requests of sendMany, 1000 messages': (chatti) => drain(chatti.messages.sendMany(batch(1000)), 1000),
  'requests of sendMany, 1001 messages': (chatti) => drain(chatti.messages.sendMany(batch(1001)), 1001),
  'requests of list': (chatti) => chatti.messages.list(),
};

/** Calls that need messages to be there, and how many. */
const readings: readonly (readonly [CountName, number, (chatti: Chatti) => Promise<unknown>])[] = [
  [
    'requests of listAll, 250 messages, 100 a page',
    250,
    (chatti) => drain(chatti.messages.listAll({ per_page: 100 }), 250),
  ],
  ['requests of reconcile, found', 1, (chatti) => chatti.messages.reconcile('order-0')],
];

/** Requests and connections of single calls, over real sockets to a sandbox that listens. */
export async function countRequests(): Promise<Partial<Record<CountName, number>>> {
  const counts: Partial<Record<CountName, number>> = {};
  const requestsOf = async (
    prepare: (chatti: Chatti, sandbox: Sandbox) => Promise<() => Promise<unknown>>,
  ) => {
    const sandbox = createSandbox({ clock: 'manual' });
    const { baseUrl, close } = await sandbox.listen({ port: 0 });
    const work = await prepare(createChatti({ apiKey: sandbox.apiKey, baseUrl }), sandbox);
    const arrived = await arrivals(work);
    await close();
    await sandbox.close();
    return arrived;
  };
  // The table's own keys.
  for (const [name, call] of Object.entries(calls) as [CountName, NonNullable<(typeof calls)[CountName]>][]) {
    const { requests } = await requestsOf(async (chatti, sandbox) => () => call(chatti, sandbox));
    counts[name] = requests;
  }
  for (const [name, messages, call] of readings) {
    const { requests } = await requestsOf(async (chatti) => {
      const there = batch(messages).map((one, index) => ({ ...one, reference: `order-${index}` }));
      await drain(chatti.messages.sendMany(there), messages);
      return () => call(chatti);
    });
    counts[name] = requests;
  }
  const waited = await requestsOf(async (chatti, sandbox) => {
    const { id } = await chatti.messages.send(send);
    await sandbox.clock.advance(60_000);
    return () => chatti.messages.waitFor(id);
  });
  counts['requests of waitFor, already delivered'] = waited.requests;
  const { connections } = await requestsOf(async (chatti) => async () => {
    for (let index = 0; index < 20; index++) await chatti.messages.send(send);
  });
  counts['connections of 20 sends one after the other'] = connections;
  return counts;
}
