import { parseArgs } from 'node:util';
import type { ListenOptions } from '../http/listen.ts';
import { DEFAULT_KEY } from '../settings.ts';
import { stableSecret } from './stable-secret.ts';
import type { FaultRule } from '../faults/fault-plan.ts';
import { readFault } from '../faults/read-fault.ts';
import type { SandboxOptions } from '../sandbox-options.ts';

/** What the command line asks for. */
export type CommandLine =
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: 'wrong'; readonly reason: string }
  | { readonly kind: 'replay'; readonly file: string }
  | {
      readonly kind: 'run';
      readonly sandbox: SandboxOptions;
      readonly listen: ListenOptions;
      /** Where events are posted to. */
      readonly webhooks: readonly string[];
      /** The file that everything is recorded in. */
      readonly record: string | undefined;
      readonly quiet: boolean;
    };

/** The text of `--help`. */
export const HELP = `Usage: chatti-sandbox [options]
       chatti-sandbox replay <file>   Do what a recording holds once more

Chatti API V1 on your own machine: nothing is sent, nothing costs.
This is not an official product of Chatti.

Options:
  --port <n>             Port to listen on (default 4010; 0 for any that is free)
  --db <file>            Keep everything in an SQLite file (default: in memory)
  --key <key>            The ready-made API key (default sandbox-key). Every other
                         key opens an account of its own
  --latency <ms>         How long a message is queued, and then sent (default 250)
  --rate-limit <n>       Requests an account may make in a second
                         (default 1000000 in a minute)
  --cors-origin <origin> Web origin that may call the API from a browser. Repeatable
  --host <address>       Address to listen on (default 127.0.0.1 and ::1 only)
  --allow-host <name>    Host name to answer to beside localhost. Repeatable
  --webhook <url>        Post every event of the ready-made account there. Repeatable
  --webhook-secret <s>   What signs them (default: the same for a key at each start)
  --fault <chance:fault> What requests are at risk of, such as 0.1:503 or
                         0.05:reset-after-commit. Repeatable
  --record <file>        Keep everything that happens, and write it there at the end
  --seed <text>          Derive ids from this text, the same ones each time
  --quiet                No line for each request
  --help                 This text
  --version              The version

Exit codes: 0 stopped, or replayed without a difference; 1 could not start, or
replayed with differences; 2 wrong options.
`;

const flags = {
  port: { type: 'string' },
  db: { type: 'string' },
  key: { type: 'string' },
  latency: { type: 'string' },
  'rate-limit': { type: 'string' },
  'cors-origin': { type: 'string', multiple: true },
  host: { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  webhook: { type: 'string', multiple: true },
  'webhook-secret': { type: 'string' },
  fault: { type: 'string', multiple: true },
  record: { type: 'string' },
  seed: { type: 'string' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const;

type Flags = ReturnType<typeof parseArgs<{ options: typeof flags }>>['values'];

/** Reads the command line; `args` is what follows the command's name. */
export function readCommandLine(args: readonly string[]): CommandLine {
  try {
    if (args[0] === 'replay') return readReplay(args.slice(1));
    const { values } = parseArgs({ args: [...args], options: flags, allowPositionals: false });
    if (values.help) return { kind: 'help' };
    if (values.version) return { kind: 'version' };
    return {
      kind: 'run',
      sandbox: sandboxOptions(values),
      listen: listenOptions(values),
      webhooks: values.webhook ?? [],
      record: values.record,
      quiet: values.quiet ?? false,
    };
  } catch (error) {
    return { kind: 'wrong', reason: error instanceof Error ? error.message : String(error) };
  }
}

function readReplay(args: readonly string[]): CommandLine {
  const { positionals, values } = parseArgs({
    args: [...args],
    options: { help: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.help) return { kind: 'help' };
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new TypeError('replay takes one file.');
  return { kind: 'replay', file };
}

function sandboxOptions(values: Flags): SandboxOptions {
  const { db, key, seed, record } = values;
  if (db !== undefined && record !== undefined) throw new TypeError('--record does not go with --db.');
  const latencyMs = wholeNumber('latency', values.latency, 0);
  const limit = wholeNumber('rate-limit', values['rate-limit'], 1);
  return {
    ...(db === undefined ? {} : { storage: { file: db } }),
    ...(key === undefined ? {} : { apiKey: key }),
    ...(seed === undefined ? {} : { seed }),
    ...(record === undefined ? {} : { record: true }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    webhookSecret: values['webhook-secret'] ?? stableSecret(key ?? DEFAULT_KEY),
    faults: (values.fault ?? []).map(readRisk),
    account: {
      corsOrigins: values['cors-origin'] ?? [],
      ...(limit === undefined ? {} : { rateLimit: { limit, periodS: 1 } }),
    },
  };
}

/** `0.1:503` */
function readRisk(text: string): FaultRule {
  const at = text.indexOf(':');
  const chance = /^(?:0?\.\d{1,9}|0|1)$/.test(text.slice(0, at)) ? Number(text.slice(0, at)) : NaN;
  if (Number.isNaN(chance))
    throw new TypeError('--fault takes a chance from 0 to 1 and a fault, such as 0.1:503.');
  return { faults: [readFault(text.slice(at + 1)).text], probability: chance };
}

function listenOptions(values: Flags): ListenOptions {
  const port = wholeNumber('port', values.port, 0);
  if (port !== undefined && port > 65_535) throw new TypeError('--port takes a number from 0 to 65535.');
  return {
    ...(port === undefined ? {} : { port }),
    ...(values.host === undefined ? {} : { host: values.host }),
    allowHosts: values['allow-host'] ?? [],
  };
}

function wholeNumber(flag: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (!(number >= least)) throw new TypeError(`--${flag} takes a whole number from ${least}.`);
  return number;
}
