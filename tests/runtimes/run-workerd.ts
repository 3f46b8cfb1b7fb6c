import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { CoreProject } from './core-project.ts';
import type { Place, Told } from './program.ts';

const config = `
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    ( name = "program", worker = .program ),
    ( name = "loopback", network = ( allow = ["private"] ) ),
  ],
  sockets = [ ( name = "http", address = "127.0.0.1:0", http = (), service = "program" ) ],
);

const program :Workerd.Worker = (
  modules = [ ( name = "worker.mjs", esModule = embed "worker.mjs" ) ],
  compatibilityDate = "2026-11-01",
  globalOutbound = "loopback",
);
`;

const handler = `
export default {
  fetch: async (request) => Response.json(await run(await request.json())),
};
`;

/** Serves the program as a worker and asks it once. */
export async function runWorkerd(project: CoreProject, place: Place, binary: string): Promise<Told> {
  await project.write('worker.mjs', `${await project.bundle('esm')}\n${handler}`);
  await project.write('workerd.capnp', config);
  const child = spawn(join(project.folder, binary), ['serve', 'workerd.capnp', '--control-fd=3'], {
    cwd: project.folder,
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  });
  const ended = once(child, 'exit');
  try {
    // A pipe, by the `stdio` above.
    const [line] = (await Promise.race([once(child.stdio[3] as Readable, 'data'), failed(ended)])) as [
      Buffer,
    ];
    const { port } = JSON.parse(String(line)) as { port: number };
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body: JSON.stringify(place),
    });
    if (!response.ok) throw new Error(`the worker answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Told;
  } finally {
    child.kill();
    await ended;
  }
}

async function failed(ended: Promise<unknown[]>): Promise<never> {
  const [code] = await ended;
  throw new Error(`workerd ended with ${String(code)}`);
}
