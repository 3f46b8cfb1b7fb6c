/**
 * The claim: one POST to the sandbox in process, which checks, stores and answers it, is at least 6 times as fast as the
 * same POST by the global `fetch` to a handler of MSW, which does none of that; and through the whole client still at
 * least 2.5 times.
 */
import { createChatti } from '@chatti/core';
import { createSandbox } from '@chatti/sandbox';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { median } from '../measure.ts';
import { report } from '../report.ts';

const LEAST_PLAIN = 6;
const LEAST_CLIENT = 2.5;

const rounds = 9;
const turn = 1500;

const url = 'http://localhost/v1/messages';
const message = { to: '+447700900123', from: 'Acme Shoes', body: 'Your order is ready.' };
const init = {
  method: 'POST',
  headers: { 'x-api-key': 'sandbox-key', 'content-type': 'application/json' },
  body: JSON.stringify(message),
};

const sandbox = createSandbox();
const chatti = createChatti({ fetch: sandbox.fetch, baseUrl: sandbox.baseUrl, apiKey: sandbox.apiKey });
const canned = await (await sandbox.fetch(url, init)).json();
const server = setupServer(http.post(url, () => HttpResponse.json(canned as object)));
server.listen();
const mocked = globalThis.fetch;

async function post(fetch: (url: string, init: RequestInit) => Promise<Response>): Promise<void> {
  const response = await fetch(url, init);
  const body: unknown = await response.json();
  if (response.status !== 200 || body === null) throw new Error(`It was answered ${response.status}.`);
}

const candidates = [
  { name: 'MSW and the global fetch', run: () => post(mocked), speeds: [] as number[] },
  { name: 'sandbox.fetch', run: () => post(sandbox.fetch), speeds: [] as number[] },
  { name: 'the client on sandbox.fetch', run: () => chatti.messages.send(message), speeds: [] as number[] },
];

for (let round = -2; round < rounds; round++) {
  for (const { run, speeds } of candidates) {
    const start = performance.now();
    for (let count = 0; count < turn; count++) await run();
    if (round >= 0) speeds.push((turn / (performance.now() - start)) * 1000);
    // What is stored and on its way is part of each round alike.
    await sandbox.reset();
  }
}
server.close();
await sandbox.close();

const [msw] = candidates;
const results = candidates.map(({ name, speeds }) => ({
  name,
  figure: median(speeds),
  ratio: median(speeds.map((speed, round) => speed / (msw?.speeds[round] ?? Number.NaN))),
}));
const [, plain, client] = results;
report({
  title: `A POST without a port, one after the other, median of ${rounds} rounds of ${turn} calls`,
  unit: 'a second',
  base: 'MSW and the global fetch',
  candidates: results,
  claims: [
    {
      text: 'sandbox.fetch, which checks, stores and answers, is faster than a canned reply of MSW',
      figure: plain?.ratio ?? Number.NaN,
      aim: { atLeast: LEAST_PLAIN },
    },
    {
      text: 'So is the whole client on sandbox.fetch',
      figure: client?.ratio ?? Number.NaN,
      aim: { atLeast: LEAST_CLIENT },
    },
  ],
});
