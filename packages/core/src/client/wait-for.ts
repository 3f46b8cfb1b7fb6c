import type { Message } from '../contract/message.ts';
import { isFinal, type MessageStatus } from '../contract/status.ts';
import { AbortError } from '../errors/abort-error.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import type { CallOptions } from './options.ts';
import { type Platform, pause } from './platform.ts';

/** How long to wait for a message, and for what. */
export interface WaitForOptions<Item = Message> {
  /**
   * A status, several, or a test of the message. Default: any final status. A message that is final ends the wait in
   * any case, since it never changes again.
   */
  readonly until?: MessageStatus | readonly MessageStatus[] | ((message: Item) => boolean) | undefined;
  /** Milliseconds for the whole wait, 1 to 2 147 483 647. Default 60 000. */
  readonly timeoutMs?: number | undefined;
  /** Ends the wait. */
  readonly signal?: AbortSignal | undefined;
}

/** What a resource with messages that can be read one by one has besides. */
export interface WaitFor<Item = Message> {
  /**
   * Read a message again and again until it has come to a status, at growing intervals of 1 to 15 seconds. For
   * scripts and tests; an application listens to webhooks.
   *
   * @returns The message, final or as `until` wants it: look at its `status`.
   * @throws `TimeoutError` when the time is over; else as `get`.
   * @example
   * ```ts
   * const message = await chatti.messages.waitFor(id, { until: 'delivered', timeoutMs: 120_000 });
   * ```
   */
  waitFor(id: string, options?: WaitForOptions<Item>): Promise<Item>;
}

/** Reads one message. */
export type GetMessage = (input: { id: string }, options?: CallOptions) => Promise<unknown>;

const interval = { first: 1_000, longest: 15_000, growth: 1.5 };
const defaultTimeoutMs = 60_000;
const maxTimer = 2_147_483_647;

/** Waits for a message. */
export async function waitFor(
  { get, platform }: { get: GetMessage; platform: Platform },
  id: string,
  { until = [], timeoutMs = defaultTimeoutMs, signal }: WaitForOptions = {},
): Promise<Message> {
  if (!(timeoutMs >= 1 && timeoutMs <= maxTimer)) {
    throw new ConfigurationError('timeoutMs', `is not a number of milliseconds from 1 to ${maxTimer}`);
  }
  const endsAt = platform.now() + timeoutMs;
  for (let everyMs = interval.first; ; everyMs = Math.min(interval.longest, everyMs * interval.growth)) {
    const totalTimeoutMs = Math.max(1, endsAt - platform.now());
    // The row's own reply was read by its schema.
    const message = (await get({ id }, { signal, totalTimeoutMs })) as Message;
    if (isFinal(message.status) || holds(until, message)) return message;
    const left = endsAt - platform.now();
    // Half of it by chance, so that many waits do not ask together.
    const waitMs = everyMs * (0.5 + platform.random() / 2);
    if (waitMs >= left)
      throw new TimeoutError(`the message did not get there in ${timeoutMs} ms`, {
        outcome: 'unknown',
        timeoutMs,
      });
    await pause(platform, waitMs, signal);
    if (signal?.aborted)
      throw new AbortError('the wait was aborted', { outcome: 'unknown', cause: signal.reason });
  }
}

function holds(until: NonNullable<WaitForOptions['until']>, message: Message): boolean {
  if (typeof until === 'function') return until(message);
  return typeof until === 'string'
    ? message.status === until
    : until.some((status) => status === message.status);
}
