// Claim: a call through `chattiRouter`, with its checks of origin, type, size, caller and fields, costs at most 1.3 times
// a bare Express handler that calls the same client. Both answer over loopback; the client's fetch is a constant.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createChatti } from '@chatti/core';
import { chattiRouter } from '@chatti/express-middleware';
import express, { type Express } from 'express';
import { median } from '../measure.ts';
import { report } from '../report.ts';

const limit = 1.3;
const rounds = 25;
const callsInRound = 400;
const callers = 16;

const reply = JSON.stringify({ id: 'msg_1', status: 'queued', to: '+447700900123', body: 'Hello' });
const client = createChatti({
  apiKey: 'benchmark',
  baseUrl: 'https://chatti.example/v1',
  fetch: () => Promise.resolve(new Response(reply, { headers: { 'content-type': 'application/json' } })),
});

const bare = express();
bare.post('/api/messages', express.json(), async (request, response) => {
  response.json(await client.messages.send(request.body));
});

const routed = express();
const limits = { requests: 1e9, windowMs: 1000 };
routed.use('/api', chattiRouter({ client, authorize: () => true, expose: ['messages.send'], limits }));

const agent = new http.Agent({ keepAlive: true, maxSockets: callers });
const body = JSON.stringify({ to: '+447700900123', body: 'Hello' });

function call(port: number): Promise<void> {
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  return new Promise((resolve, reject) => {
    const request = http.request(
      { port, agent, method: 'POST', path: '/api/messages', headers },
      (response) => {
        if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`));
        response.resume();
        response.on('end', resolve);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

async function millisecondsOf(port: number): Promise<number> {
  const start = performance.now();
  let left = callsInRound;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (left-- > 0) await call(port);
    }),
  );
  return (performance.now() - start) / callsInRound;
}

async function listening(app: Express): Promise<http.Server> {
  const server = http.createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const portOf = (server: http.Server): number => (server.address() as AddressInfo).port;

const contestants = [
  { name: 'a bare handler', server: await listening(bare), times: [] as number[] },
  { name: 'chattiRouter', server: await listening(routed), times: [] as number[] },
];
for (let round = -3; round < rounds; round++) {
  for (const { server, times } of contestants) {
    const took = await millisecondsOf(portOf(server));
    if (round >= 0) times.push(took);
  }
}
for (const { server } of contestants) server.close();
agent.destroy();

const [bareTimes = []] = contestants.map(({ times }) => times);
const candidates = contestants.map(({ name, times }) => ({
  name,
  figure: median(times) * 1000,
  ratio: median(times.map((time, round) => time / (bareTimes[round] ?? Number.NaN))),
}));
report({
  title: `A POST through Express over loopback, ${callers} callers, median of ${rounds} rounds of ${callsInRound} calls`,
  unit: 'µs a call',
  base: 'a bare handler',
  candidates,
  claims: [
    {
      text: 'chattiRouter, with all its checks, costs little more than a bare handler that calls the same client',
      figure: candidates[1]?.ratio ?? Number.NaN,
      aim: { atMost: limit },
    },
  ],
});
