import { byteLength } from './byte-length.ts';
import { MAX_BODY_BYTES } from '../contract/wire.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { InputError } from '../errors/input-error.ts';
import { PluginError } from '../errors/plugin-error.ts';
import type { Attempt } from '../errors/attempt.ts';
import type { Flight } from './flight.ts';
import type { CallOptions } from './options.ts';
import { type Progress, throughPlugins } from './plugin-chain.ts';
import { randomId } from './random-id.ts';
import { type Redact, redactSecrets } from './redact.ts';
import { redactQuotations } from './redact-quotations.ts';
import { remember, type ResponseInfo } from './response-of.ts';
import { runAttempts } from './run-attempts.ts';
import { type Settings, withOverrides } from './settings.ts';
import type { Task } from './task.ts';

/** A call as its caller made it. */
export interface Asked {
  readonly input: unknown;
  readonly options: CallOptions | undefined;
}

/** What one call shares between its steps. */
interface Run extends Asked {
  readonly task: Task;
  readonly settings: Settings;
  readonly attempts: Attempt[];
  readonly listeners: ((attempt: Attempt) => void)[];
  readonly progress: Progress;
}

/**
 * One call from the caller's input to the reply's value: check, plugins, wire, attempts, reading. There is no way
 * back, and no other way out.
 *
 * @throws The error of the call; configuration errors where its own options are wrong.
 */
export async function runCall(task: Task, clientSettings: Settings, asked: Asked): Promise<unknown> {
  const { options } = asked;
  const settings = options ? withOverrides(clientSettings, options) : clientSettings;
  if (options?.signal && typeof options.signal.addEventListener !== 'function') {
    throw new ConfigurationError('signal', 'is not an AbortSignal');
  }
  const attempts: Attempt[] = [];
  const progress: Progress = { launched: false, reference: undefined, attempts };
  const run: Run = { ...asked, task, settings, attempts, listeners: [], progress };
  const input = checkInput(run, asked.input ?? {});
  const plugins = [...settings.observers, ...settings.plugins];
  if (plugins.length === 0) return await send(run, input);
  const { name, endpoint } = task;
  const call = {
    name,
    endpoint,
    baseUrl: settings.baseUrl,
    signal: options?.signal,
    onAttempt: (listener: (attempt: Attempt) => void) => void run.listeners.push(listener),
  };
  return await throughPlugins(
    { plugins, call, progress, check: (given) => checkInput(run, given), send: (given) => send(run, given) },
    input,
  );
}

/** Checks an input and gives a send its reference. */
function checkInput({ task, progress }: Run, input: unknown): unknown {
  if (!task.referenced) return task.check(input, undefined);
  const own: unknown = isObject(input) ? input['reference'] : undefined;
  progress.reference = typeof own === 'string' ? own : (progress.reference ?? randomId());
  const given = isObject(input) && own === undefined ? { ...input, reference: progress.reference } : input;
  return task.check(given, progress.reference);
}

async function send(run: Run, input: unknown): Promise<unknown> {
  const { task, settings, options, progress, attempts } = run;
  const { reference } = progress;
  const { signal } = options ?? {};
  if (task.referenced && settings.onWarning) await tellWarnings(run, input);
  const wire = task.encode(input, reference);
  if (wire.body !== undefined && byteLength(wire.body) > MAX_BODY_BYTES) throw tooLarge(reference);
  const idempotencyKey = idempotencyKeyOf(run);
  // The header may have been removed.
  const key = 'x-api-key' in settings.headers ? settings.apiKey : undefined;
  const apiKey = typeof key === 'function' ? await keyFrom(run, key) : key;
  const redactKeys = redactSecrets([apiKey ?? '', ...settings.secrets]);
  // Gathered where something fails, and once: a reply may hold thousands of sentences.
  let redactTexts: Redact | undefined;
  const flight: Flight = {
    task,
    settings,
    wire,
    apiKey,
    idempotencyKey,
    reference,
    signal,
    attempts,
    redact: (text) => redactKeys((redactTexts ??= redactQuotations(quotable(input)))(text)),
    onAttempt: (attempt) => run.listeners.forEach((listener) => quietly(() => listener(attempt))),
    onResponse: (response: ResponseInfo) => quietly(() => options?.onResponse?.(response)),
  };
  progress.launched = !signal?.aborted;
  const { value, response } = await runAttempts(flight);
  remember(value, { response, redact: redactKeys });
  return value;
}

/** What a request larger than the limit is refused with, before it is sent. */
export function tooLarge(reference: string | undefined): InputError {
  const message = `the request is larger than ${MAX_BODY_BYTES} bytes`;
  return new InputError([{ path: '', code: 'request_too_large', message }], { reference });
}

async function tellWarnings({ settings, progress }: Run, input: unknown): Promise<void> {
  const { warningsAbout } = await import('./several-calls.ts');
  try {
    for (const warning of warningsAbout(input)) settings.onWarning?.(warning);
  } catch (error) {
    throw new PluginError('onWarning', { ...progress, outcome: 'not_sent', cause: error });
  }
}

async function keyFrom(run: Run, give: () => string | Promise<string>): Promise<string> {
  const { settings, options, progress } = run;
  const { fetchKey } = await import('./several-calls.ts');
  return fetchKey(give, settings, { reference: progress.reference, signal: options?.signal });
}

/** Made once, before the first attempt: all attempts of a call are one request to the server. */
function idempotencyKeyOf({ task, settings, options }: Run): string | undefined {
  const own = options?.idempotencyKey;
  const { method, retry } = task.endpoint;
  if (own === undefined) {
    return settings.idempotencyKeys && method === 'POST' && retry === 'never' ? randomId() : undefined;
  }
  if (method !== 'POST') throw new ConfigurationError('idempotencyKey', 'is for POST only');
  if (/^[\x21-\x7e]{1,255}$/.test(own)) return own;
  throw new ConfigurationError('idempotencyKey', 'is not 1 to 255 printable ASCII characters');
}

/** The names that a message's text and its recipient go by, here and in other contracts. */
const privateNames: ReadonlySet<string> = new Set(['body', 'subject', 'text', 'message', 'to', 'number']);

/** How deep they are looked for. */
const deepest = 20;

/** The message texts and numbers of an input, which a server may quote; numbers without their plus, too. */
function quotable(input: unknown, depth = 0): string[] {
  if (typeof input !== 'object' || input === null || depth > deepest) return [];
  return Object.entries(input).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' && privateNames.has(name)
      ? [value.replace(/^\+/, '')]
      : quotable(value, depth + 1),
  );
}

/** A listener that fails must not make a message that was sent look as if it was not. */
function quietly(tell: () => void): void {
  try {
    tell();
  } catch {
    // The caller's own callback; documented as ignored.
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
