import { readFileSync, writeFileSync } from 'node:fs';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';
import { formatDifference } from '../recording/differences.ts';
import type { Recording } from '../recording/recording.ts';
import { replayRecording } from '../recording/replay-recording.ts';
import { type CommandLine, HELP, readCommandLine } from './command-options.ts';
import { registerWebhook } from './register-webhook.ts';
import { formatRequestLine } from './request-line.ts';

/** Where the command writes, and how it hears that it is to stop. */
export interface CommandWorld {
  readonly version: string;
  /** Writes to standard output. */
  readonly print: (text: string) => void;
  /** Writes to standard error. */
  readonly complain: (text: string) => void;
  /** Whether standard output shows colours. */
  readonly colour: boolean;
  /** Aborted when the command is to stop. */
  readonly stop: AbortSignal;
}

/** Exit codes. */
const stopped = 0;
const couldNotStart = 1;
const wrongOptions = 2;

/** The command `chatti-sandbox`. Gives its exit code once it has stopped. */
export async function runCommand(args: readonly string[], world: CommandWorld): Promise<number> {
  const line = readCommandLine(args);
  switch (line.kind) {
    case 'help':
      world.print(HELP);
      return stopped;
    case 'version':
      world.print(`${world.version}\n`);
      return stopped;
    case 'wrong':
      world.complain(`${line.reason}\nSee chatti-sandbox --help.\n`);
      return wrongOptions;
    case 'replay':
      return replay(line.file, world);
    case 'run':
      return run(line, world);
  }
}

type Run = Extract<CommandLine, { kind: 'run' }>;

async function run(line: Run, world: CommandWorld): Promise<number> {
  let sandbox: Sandbox;
  try {
    sandbox = createSandbox({
      ...line.sandbox,
      ...(line.quiet
        ? {}
        : { onRequest: (request) => world.print(formatRequestLine(request, world.colour)) }),
    });
  } catch (error) {
    return fail(error, line, world);
  }
  try {
    await sandbox.listen(line.listen);
    if (line.listen.host !== undefined) world.complain(openWarning);
    for (const url of line.webhooks) await registerWebhook(sandbox, url);
    world.print(greeting(sandbox, line.sandbox.webhookSecret));
    if (!world.stop.aborted)
      await new Promise((resolve) => world.stop.addEventListener('abort', resolve, { once: true }));
    if (line.record !== undefined) writeFileSync(line.record, JSON.stringify(sandbox.recording()));
    return stopped;
  } catch (error) {
    return fail(error, line, world);
  } finally {
    await sandbox.close();
  }
}

async function replay(file: string, world: CommandWorld): Promise<number> {
  try {
    // Checked before it is replayed.
    const recording = JSON.parse(readFileSync(file, 'utf8')) as Recording;
    const differences = await replayRecording(recording);
    for (const difference of differences) world.print(`${formatDifference(difference)}\n`);
    const requests = recording.steps.filter((step) => step.do === 'request').length;
    world.print(`Requests: ${requests}. Differences: ${differences.length}.\n`);
    return differences.length === 0 ? stopped : couldNotStart;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    world.complain(`The file cannot be replayed: ${reason}\n`);
    return wrongOptions;
  }
}

const openWarning = `Warning: with --host others on the network may reach this sandbox and steer it, and any key opens an account.\n`;

function greeting({ baseUrl, apiKey }: Sandbox, webhookSecret: string | undefined): string {
  const body = JSON.stringify({ to: '+447700900123', from: 'Acme Shoes', body: 'Your order is ready.' });
  return `Chatti sandbox: nothing is sent, nothing costs.
  Base URL  ${baseUrl}
  API key   ${apiKey}
  Webhook secret  ${webhookSecret}
Try it:
  curl ${baseUrl}/messages -H 'x-api-key: ${apiKey}' -H 'content-type: application/json' -d '${body}'
`;
}

function fail(error: unknown, line: Run, world: CommandWorld): number {
  world.complain(`${explain(error, line)}\n`);
  return error instanceof TypeError ? wrongOptions : couldNotStart;
}

function explain(error: unknown, { listen: { port = 4010 } }: Run): string {
  // Node's own errors carry a code.
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Choose another with --port.`;
  if (code === 'EACCES') return `Port ${port} may not be used by this user.`;
  const reason = error instanceof Error ? error.message : String(error);
  return code === 'ERR_SQLITE_ERROR' ? `The file of --db cannot be used: ${reason}.` : reason;
}
