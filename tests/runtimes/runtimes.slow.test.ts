import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createChatti } from '@chatti/core';
import { createSandbox, type Sandbox } from '@chatti/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser } from '../browser/chromium.ts';
import { closedPort } from '../client/raw-server.ts';
import { CoreProject } from './core-project.ts';
import { KEYS, type Place, type Told } from './program.ts';
import type { Runtime } from './runtime.ts';
import { RUNTIMES } from './runtimes.table.ts';
import { EXPECTED } from './told.ts';

let project: CoreProject;
/** Serves an empty page, of another origin than the sandbox. */
let pages: Server;
let pageOrigin: string;

beforeAll(async () => {
  project = await CoreProject.create();
  pages = createServer((_request, response) => void response.setHeader('content-type', 'text/html').end());
  await once(pages.listen(0, '127.0.0.1'), 'listening');
  // A server on TCP has an address of this kind.
  pageOrigin = `http://localhost:${(pages.address() as AddressInfo).port}`;
});
afterAll(async () => {
  pages?.close();
  await project?.remove();
});

/** A sandbox that listens, with the faults that the program is to meet. */
async function preparedSandbox(): Promise<Sandbox> {
  const sandbox = createSandbox({ latencyMs: 20, account: { corsOrigins: [pageOrigin] } });
  const { faults } = sandbox;
  faults.next('429; retry-after=0', { endpoint: 'messages.send', apiKey: KEYS.limited });
  faults.next('503; retry-after=0', { endpoint: 'messages.list', apiKey: KEYS.busy, times: 2 });
  for (const apiKey of [KEYS.lost, KEYS.keyed])
    faults.next('reset-after-commit', { endpoint: 'messages.send', apiKey });
  faults.next('stall', { endpoint: 'messages.send', apiKey: KEYS.silent });
  await sandbox.listen({ port: 0 });
  return sandbox;
}

/** A delivery as a sandbox of its own signs and posts it. */
async function genuineDelivery(): Promise<Place['delivery']> {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const deliveries: Place['delivery'][] = [];
  const sandbox = createSandbox({
    clock: 'manual',
    webhookSecret: secret,
    deliver: async (request) => {
      const headers = Object.fromEntries(request.headers);
      deliveries.push({ body: await request.text(), headers, secret });
      return new Response();
    },
  });
  const { apiKey, baseUrl, fetch } = sandbox;
  const chatti = createChatti({ apiKey, baseUrl, fetch });
  const url = 'https://receiver.example/hook';
  await chatti.webhooks.create({ name: 'receiver', url, events: ['message.delivered'] });
  await chatti.messages.send({ to: '+447700900123', from: 'Acme Shoes', body: 'Your order is ready.' });
  await sandbox.clock.advance(1000);
  await sandbox.webhooks.settled();
  await sandbox.close();
  const [delivery] = deliveries;
  if (!delivery) throw new Error('the sandbox posted nothing');
  return delivery;
}

/** Runs the program in a runtime, or says why it cannot be run on this machine. */
async function tell(runtime: Runtime): Promise<Told | string> {
  const { binary } = runtime;
  if (runtime.isBrowser && !hasBrowser) return 'there is no Chromium';
  if (binary) {
    if (binary.name === undefined) return 'npm has no binary of it for this machine';
    const refusal = await project.add(binary.name, binary.version);
    if (refusal !== undefined) return refusal;
  }
  await using sandbox = await preparedSandbox();
  return await runtime.run(project, {
    baseUrl: sandbox.baseUrl,
    closedUrl: await closedPort(),
    pageUrl: `${pageOrigin}/`,
    isBrowser: runtime.isBrowser ?? false,
    delivery: await genuineDelivery(),
  });
}

describe.each(RUNTIMES)('the packed core in $name', (runtime) => {
  let told: Told | string;
  beforeAll(async () => {
    told = await tell(runtime);
  });

  /** A claim about what the program told. It is skipped, with the reason, where the runtime cannot be had. */
  function claims(title: string, check: (own: Told) => void): void {
    it(title, ({ skip }) => {
      if (typeof told === 'string') return skip(told);
      check(told);
    });
  }

  claims('sends, reads, waits for the delivery, and tells refusals', ({ sends }) => {
    expect(sends).toEqual(EXPECTED.sends);
  });
  claims('repeats what was told 429, and reading what was told 503', ({ repeats }) => {
    expect(repeats).toEqual(EXPECTED.repeats);
  });
  claims('sends many and walks over the list', ({ lists }) => {
    expect(lists).toEqual(EXPECTED.lists);
  });
  claims('runs plugins', ({ plugins }) => {
    expect(plugins).toEqual(EXPECTED.plugins);
  });
  claims('verifies a delivery of the sandbox, and refuses a forged and a late one', ({ webhooks }) => {
    expect(webhooks).toEqual(EXPECTED.webhooks);
  });
  claims('counts, reads numbers and times', ({ rules }) => {
    expect(rules).toEqual(EXPECTED.rules);
  });
  if (runtime.repeatsByItself) {
    claims(
      'is repeated by the runtime where a kept connection is reset, which nothing in it can see',
      ({ lost }) => {
        expect(lost.fate.isNotSent).toBe(false);
        expect(lost).toMatchObject({ found: 'found', stored: 2 });
      },
    );
  } else {
    claims('sends once where the reply is lost, and says that it may have been sent', ({ lost }) => {
      expect(lost.fate).toMatchObject({ outcome: 'unknown', attempts: 1, isNotSent: false });
      expect(lost).toMatchObject({ found: 'found', stored: 1 });
    });
  }
  claims('sends once with an idempotency key, whoever repeats', ({ keyed }) => {
    expect(keyed).toEqual(EXPECTED.keyed);
  });
  claims('keeps the time limit and the signal', ({ limits }) => {
    expect(limits).toEqual(EXPECTED.limits);
  });
  claims('takes a closed port as proof only where the runtime gives one', ({ closed }) => {
    expect(closed.name).toBe('NetworkError');
    expect(closed.isNotSent).toBe(runtime.provesConnects ?? false);
  });
});
