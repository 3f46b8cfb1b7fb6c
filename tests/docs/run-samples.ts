import { registerHooks } from 'node:module';
import { format } from 'node:util';

// Run by Node itself: imports compiled samples one after the other, and tells what each printed and whether it failed.

/** One sample to run. */
export interface Run {
  readonly name: string;
  /** The compiled file, as a URL. */
  readonly file: string;
  readonly apiKey: string;
}

/** What became of it. */
export interface Ran {
  readonly name: string;
  readonly printed: readonly string[];
  /** What it threw, or wrote to `console.error` or `console.warn`. */
  readonly failures: readonly string[];
}

const { fetch: platformFetch, console } = globalThis;
const sandboxOrigin = new URL(process.env['CHATTI_BASE_URL'] ?? '').origin;

/** Accounts of other shapes, which samples about them talk to. */
const foreign: readonly (readonly [RegExp, object])[] = [
  [/\/usage$/, { segments: 12 }],
  [/\/contacts\/c_1$/, { id: 'c_1', name: 'Ann' }],
  [/:3000\/webhooks\/chatti$/, {}],
];

/** The addresses that samples are written with lead to the sandbox. */
async function sampleFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const { url } = new Request(input, init);
  if (!/^(?:https:\/\/(?:chatti|api)\.example|http:\/\/(?:127\.0\.0\.1|localhost):)/.test(url))
    return platformFetch(input, init);
  const { pathname, search, port } = new URL(url);
  const reply = foreign.find(([end]) => end.test(url.replace(search, '')))?.[1];
  if (reply) return Response.json(reply);
  if (url.startsWith('http:') && port !== '4010') return platformFetch(input, init);
  const path = pathname.replace(/^\/v2\/sms\/outgoing$/, '/v1/messages');
  return platformFetch(`${sandboxOrigin}${path}${search}`, init);
}

/** The longest that a sample may take, in ms. */
const patience = 20_000;

let runs = 0;
// What a sample finds around it is made anew for each.
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    return specifier.startsWith('#surroundings/')
      ? { ...resolved, url: `${resolved.url}?${runs}` }
      : resolved;
  },
});

function tooLong(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`does not end within ${patience} ms`)), patience).unref();
  });
}

/** Forgets what the sample before has left in the sandbox: messages, faults, settings. */
async function reset(): Promise<void> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  const { ok } = await platformFetch(`${sandboxOrigin}/sandbox/reset`, init);
  if (!ok) throw new Error('the sandbox cannot be reset');
}

async function run({ name, file, apiKey }: Run): Promise<Ran> {
  runs += 1;
  await reset();
  const printed: string[] = [];
  const failures: string[] = [];
  process.env['CHATTI_API_KEY'] = apiKey;
  for (const level of ['log', 'info', 'debug'] as const) {
    console[level] = (...parts: unknown[]) => void printed.push(...format(...parts).split('\n'));
  }
  for (const level of ['warn', 'error'] as const) {
    console[level] = (...parts: unknown[]) => void failures.push(`console.${level}: ${format(...parts)}`);
  }
  try {
    await Promise.race([import(file), tooLong()]);
  } catch (error) {
    failures.push(format(error));
  }
  return { name, printed, failures };
}

globalThis.fetch = sampleFetch;
// Written by the test that starts this program.
const asked = JSON.parse(process.argv[2] ?? '[]') as Run[];
const results: Ran[] = [];
for (const one of asked) results.push(await run(one));
process.stdout.write(JSON.stringify(results), () => process.exit(0));
