import type { Message } from '../contract/message.ts';
import type { SendMessage } from '../contract/send-message.ts';
import type { ChattiError } from '../errors/chatti-error.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import type { Outcome } from '../errors/outcome.ts';
import { cutIntoBatches } from './batches.ts';
import { Belt } from './belt.ts';
import type { CallOptions } from './options.ts';
import { type SendBatchCall, sendItems } from './send-items.ts';

/** What became of one message of many. */
export interface SendResult {
  /** The message's place in what was given, from 0. */
  readonly index: number;
  /** The reference that it carries, also when the client made it. */
  readonly reference: string;
  /** `accepted`, or what is known of a message that was not: see `Outcome`. */
  readonly outcome: 'accepted' | Outcome;
  /** The message as the server answered it, where accepted. */
  readonly message: Message | null;
  /** Why not, where not accepted. */
  readonly error: ChattiError | null;
}

/** How far a `sendMany` has come. */
export interface SendProgress {
  /** Messages that have a result. */
  readonly done: number;
  /** How many of them were accepted. */
  readonly accepted: number;
  /** How many were refused, by the server or before. */
  readonly refused: number;
  /** How many may or may not have been sent. */
  readonly unknown: number;
}

/** The options of `sendMany`: those of each of its calls, and its own. */
export interface SendManyOptions extends Omit<CallOptions, 'idempotencyKey'> {
  /** How many batches are under way at once: 1 to 100, default 2. */
  readonly concurrency?: number | undefined;
  /** Told after each batch. What it throws ends the walk. */
  readonly onProgress?: ((progress: SendProgress) => void) | undefined;
}

/** What a resource with a batch endpoint has besides. */
export interface SendMany {
  /**
   * Send any number of messages, also from an endless source, in batches of at most 1000 items and 8 000 000 bytes.
   * Gives one result for each message, in order; no message makes it throw. A message that breaks a rule is refused
   * alone. Where the outcome of a batch is unknown, so is that of each of its messages.
   *
   * Ends early when the server refuses the key or the account (401, 403) or the signal is aborted: what was not
   * read by then has no result. An error of the source is thrown after the results of all that came before it.
   *
   * @example
   * ```ts
   * for await (const { reference, outcome } of chatti.messages.sendMany(readCustomers(), { concurrency: 4 })) {
   *   await save(reference, outcome);
   * }
   * ```
   */
  sendMany(
    messages: Iterable<SendMessage> | AsyncIterable<SendMessage>,
    options?: SendManyOptions,
  ): AsyncIterable<SendResult>;
}

const maxConcurrency = 100;

/** Runs batches side by side and gives their results in order. */
export async function* sendMany(
  sendBatch: SendBatchCall,
  messages: Iterable<SendMessage> | AsyncIterable<SendMessage>,
  { concurrency = 2, onProgress, ...options }: SendManyOptions = {},
): AsyncGenerator<SendResult, void, undefined> {
  if (!(Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= maxConcurrency)) {
    throw new ConfigurationError('concurrency', `is not a whole number from 1 to ${maxConcurrency}`);
  }
  if ('idempotencyKey' in options)
    throw new ConfigurationError('idempotencyKey', 'each batch needs one of its own');
  const batches = cutIntoBatches(messages);
  const belt = new Belt(batches, concurrency, (items) => sendItems(sendBatch, items, options));
  const tally = { done: 0, accepted: 0, refused: 0, unknown: 0 };
  try {
    for (let batch = await belt.next(); batch !== undefined; batch = await belt.next()) {
      for (const { outcome } of batch) tally[isOpen(outcome) ? outcome : 'refused']++;
      tally.done += batch.length;
      onProgress?.({ ...tally });
      yield* batch;
    }
  } finally {
    // The source is told that no more is wanted. Batches under way go on: calling them off would leave them unknown.
    batches.return().catch(() => undefined);
  }
}

function isOpen(outcome: SendResult['outcome']): outcome is 'accepted' | 'unknown' {
  return outcome === 'accepted' || outcome === 'unknown';
}
