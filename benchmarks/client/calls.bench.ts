// The claim: a call with everything on costs at most 1.25 × the CPU of a bare fetch.
import { median } from '../measure.ts';
import { report } from '../report.ts';
import { allPeers, chattiFullName, type Peer } from './peers.ts';
import { startServer } from './start-server.ts';

const concurrency = 32;
const rounds = 7;
const callsOfARound = 1500;

/** Microseconds of CPU for a call, of this process with all its threads. */
async function cpuOf({ call }: Peer): Promise<number> {
  const before = process.cpuUsage();
  let left = callsOfARound;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await call();
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / callsOfARound;
}

const server = await startServer();
const peers = allPeers(server.origin).map((peer) => ({ peer, costs: [] as number[] }));
// In turns, so that a machine that grows busy slows all of them alike; the first two rounds warm up.
for (let round = -2; round < rounds; round++) {
  for (const { peer, costs } of peers) {
    const cost = await cpuOf(peer);
    if (round >= 0) costs.push(cost);
  }
}
server.close();

const [base] = peers;
const candidates = peers.map(({ peer: { name }, costs }) => ({
  name,
  figure: median(costs),
  // Round by round, since bare fetch had its turn under the same load.
  ratio: median(costs.map((own, round) => own / (base?.costs[round] ?? Number.NaN))),
}));
report({
  title: `CPU of one call over loopback, ${concurrency} at once, median of ${rounds} rounds of ${callsOfARound} calls`,
  unit: 'µs of CPU',
  base: 'bare fetch',
  candidates,
  claims: [
    {
      text: 'A call with everything on costs little more than a bare fetch',
      figure: candidates.find(({ name }) => name === chattiFullName)?.ratio ?? Number.NaN,
      aim: { atMost: 1.25 },
    },
  ],
});
