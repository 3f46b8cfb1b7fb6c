import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Fault, type FaultyServer, startFaultyServer } from './faulty-server.ts';
import type { SdkProject } from './sdk-project.ts';

const script = join(import.meta.dirname, 'program-child.ts');

/** How long a program took from its first line. */
export interface StartTimes {
  /** Until the SDK was imported and a client made. */
  readonly importedMs: number;
  /** Until the reply to a first send over loopback was there. */
  readonly repliedMs: number;
}

/** Starts the program of a project against a server, and sends once. */
async function start(
  { folder }: SdkProject,
  origin: string,
): Promise<{ child: ChildProcess; times: StartTimes }> {
  // Nothing of the environment that an SDK might read.
  const env = { PATH: process.env['PATH'] ?? '' };
  const child = fork(script, [join(folder, 'program.mjs'), origin], {
    env,
    execArgv: ['--no-deprecation'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the program of ${folder} ended with ${String(code)}`);
  });
  // Waited for below only until the program answers.
  ended.catch(() => undefined);
  // Sent by program-child.ts.
  const [times] = (await Promise.race([once(child, 'message'), ended])) as [StartTimes];
  return { child, times };
}

/** How long a program takes to start. */
export async function startTimesOf(project: SdkProject): Promise<StartTimes> {
  const server = await startFaultyServer(project.sdk.reply);
  const { child, times } = await start(project, server.origin);
  child.kill();
  server.close();
  return times;
}

/**
 * How many whole requests reach the server for one send that meets a fault: the first send went well, so the connection
 * is warm, as it mostly is.
 */
export async function arrivalsOf(project: SdkProject, fault: Fault): Promise<number> {
  const server: FaultyServer = await startFaultyServer(project.sdk.reply);
  const { child } = await start(project, server.origin);
  server.breakWith(fault);
  child.send('again');
  await Promise.race([once(child, 'message'), once(child, 'exit')]);
  child.kill();
  const arrivals = server.arrivals();
  server.close();
  return arrivals;
}
