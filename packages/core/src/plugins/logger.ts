import type { PluginCall } from '../contract/plugin.ts';
import type { Attempt } from '../errors/attempt.ts';
import { isChattiError } from '../errors/chatti-error.ts';
import { parsePhoneNumber } from '../rules/phone/parse-phone-number.ts';
import { countCodePoints } from '../rules/text/count-code-points.ts';
import type { AnyCallPlugin } from './any-call-plugin.ts';
import { type Clock, runtimeClock } from './clock.ts';
import { logLine } from './log-line.ts';
import { referenceOf } from './outgoing.ts';

/** Where lines go: `console`, or a logger of pino, winston and others. Each line is one text. */
export interface Log {
  /** A call begins. */
  debug(line: string): unknown;
  /** A call succeeded. */
  info(line: string): unknown;
  /** An attempt is followed by another, or a call failed and nothing was sent. */
  warn(line: string): unknown;
  /** A call failed, and what happened to it is not known. */
  error(line: string): unknown;
}

/** What `logger` shows. */
export interface LoggerOptions {
  /** Show phone numbers. Default false: `[number]`. */
  readonly numbers?: boolean | undefined;
  /** Show the texts of messages, and what the server says of them. Default false: how long they are, and its code. */
  readonly texts?: boolean | undefined;
  /** Time, for tests. Default the runtime's own. */
  readonly clock?: Pick<Clock, 'now'> | undefined;
}

/**
 * Writes what calls do as lines of `name=value` (logfmt): `debug` when one begins, `warn` for each attempt that is
 * followed by another, and at the end `info` for a success, `warn` where nothing was sent or the server refused, `error`
 * where it is not known.
 *
 * Phone numbers and texts are left out unless asked for; a key is never at hand. The `reference` is shown, without the
 * numbers and texts of its message. A log that fails does not change the call.
 *
 * @example
 * ```ts
 * const chatti = createChatti({ plugins: [logger(console)] });
 * // messages.send done to=[number] body="[12 characters]" reference=order-1007 attempts=1 status=200 ms=84
 * ```
 */
export function logger(log: Log, options: LoggerOptions = {}): AnyCallPlugin {
  const { clock = runtimeClock } = options;
  const write = (level: keyof Log, line: string): void => {
    try {
      log[level](line);
    } catch {
      // A full disk must not make a message that was sent look as if it was not.
    }
  };
  return {
    name: 'logger',
    async wrap(call, next) {
      const hide = hider(call.input, options);
      const about = { ...shown(call, options), reference: hide(referenceOf(call)) };
      const attempts: Attempt[] = [];
      const start = clock.now();
      const counts = () => ({
        attempts: attempts.length,
        status: attempts.at(-1)?.status ?? undefined,
        ms: Math.round(clock.now() - start),
      });
      call.onAttempt((attempt) => {
        attempts.push(attempt);
        const { waitedMs, failure } = attempt;
        if (waitedMs === null) return;
        write(
          'warn',
          logLine(`${call.name} tries again`, { ...about, failure, waits_ms: waitedMs, ...counts() }),
        );
      });
      write('debug', logLine(`${call.name} begins`, about));
      try {
        const result = await next();
        write('info', logLine(`${call.name} done`, { ...about, ...counts() }));
        return result;
      } catch (error) {
        const told = { ...about, ...factsOf(error, hide, options.texts), ...counts() };
        write(told.outcome === 'unknown' ? 'error' : 'warn', logLine(`${call.name} failed`, told));
        throw error;
      }
    },
  };
}

type Hide = (text: string | undefined) => string | undefined;

function factsOf(error: unknown, hide: Hide, texts = false) {
  // The message of anything else may hold anything.
  if (!isChattiError(error)) return { outcome: 'unknown', error: 'not an error of this package' };
  const { outcome, name, message, requestId } = error;
  // By name, since the error may be that of another copy of this package. Its sentence is the server's.
  const code =
    name === 'ApiError' && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const told = code === undefined || texts ? hide(message) : undefined;
  return { outcome, error: name, code: hide(code), message: told, request_id: hide(requestId) };
}

/** What a line says of the input, field by field: whatever is not named here is not shown. */
function shown({ name, input }: PluginCall, { numbers, texts }: LoggerOptions) {
  if (!name.startsWith('messages.')) return {};
  const { to, from, body, subject, media, messages } = fieldsOf(input);
  return {
    to: typeof to === 'string' ? (numbers ? to : '[number]') : undefined,
    from: typeof from === 'string' ? (numbers || !isNumber(from) ? from : '[number]') : undefined,
    body: shownText(body, texts),
    subject: shownText(subject, texts),
    media: Array.isArray(media) ? media.length : undefined,
    messages: Array.isArray(messages) ? messages.length : undefined,
  };
}

function shownText(text: unknown, texts = false): string | undefined {
  if (typeof text !== 'string') return undefined;
  return texts ? text : `[${countCodePoints(text)} characters]`;
}

/** Takes the numbers and texts of an input out of what is not shown field by field. */
function hider(input: unknown, { numbers, texts }: LoggerOptions): Hide {
  return (text) => {
    let clean = text;
    for (const { to, from, body, subject } of [input, ...itemsOf(input)].map(fieldsOf)) {
      for (const value of numbers ? [] : [to, from]) {
        if (typeof value === 'string' && isNumber(value))
          clean = clean?.replaceAll(value.replace('+', ''), '[number]');
      }
      for (const value of texts ? [] : [body, subject]) {
        // A shorter one is found in any word, and tells nothing.
        if (typeof value === 'string' && value.length > 3) clean = clean?.replaceAll(value, () => '[text]');
      }
    }
    return clean;
  };
}

function itemsOf(input: unknown): readonly unknown[] {
  const { messages } = fieldsOf(input);
  return Array.isArray(messages) ? messages : [];
}

/** The fields of an input that may be of any contract. */
function fieldsOf(input: unknown): Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
}

function isNumber(text: string): boolean {
  return parsePhoneNumber(text) !== undefined;
}
