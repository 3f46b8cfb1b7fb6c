// The claim: a call with everything on costs at most 1.25 × the CPU of a bare fetch.
import { allPeers, type Peer } from './peers.ts';
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

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
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

const results = peers.map(({ peer, costs }) => ({ name: peer.name, cost: median(costs), costs }));
const base = results[0];
console.log(
  `CPU of one call at concurrency ${concurrency}, median of ${rounds} rounds of ${callsOfARound} calls`,
);
for (const { name, cost, costs } of results) {
  // Round by round, since bare fetch had its turn under the same load.
  const ratio = median(costs.map((own, round) => own / (base?.costs[round] ?? Number.NaN)));
  console.log(`${name.padEnd(30)} ${cost.toFixed(0).padStart(6)} µs   ${ratio.toFixed(2)} × bare fetch`);
}
