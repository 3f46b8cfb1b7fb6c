/**
 * The claim: one POST to the sandbox in process, which checks, stores and answers it, is at least 6 times as fast as the
 * same POST by the global `fetch` to a handler of MSW, which does none of that; and through the whole client still at
 * least 2.5 times.
 */
import { createChatti } from '@chatti/core';
import { createSandbox } from '@chatti/sandbox';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';

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

const medians = candidates.map(
  ({ speeds }) => speeds.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN,
);
const [msw = Number.NaN, plain = 0, client = 0] = medians;
for (const [index, { name }] of candidates.entries()) {
  const speed = medians[index] ?? 0;
  console.log(
    `${name.padEnd(30)} ${Math.round(speed).toString().padStart(7)} a second  ${(speed / msw).toFixed(2)} ×`,
  );
}
console.log(`claimed: at least ${LEAST_PLAIN} × and, through the client, ${LEAST_CLIENT} ×`);
if (!(plain / msw >= LEAST_PLAIN && client / msw >= LEAST_CLIENT)) process.exitCode = 1;
