import type { Attempt } from './attempt.ts';
import type { Outcome } from './outcome.ts';

/** Marks our errors, also those of another copy of this package in the same program. */
const brand = Symbol.for('@chatti/core/error');

/** What every error of a call knows. */
export interface ErrorFacts {
  /** What happened to the call: see {@link Outcome}. */
  readonly outcome: Outcome;
  /** The `reference` that the send carried, also when the client made it. */
  readonly reference?: string | undefined;
  /** The attempts that were made, oldest first. */
  readonly attempts?: readonly Attempt[] | undefined;
  /** The server's `X-Request-Id`, where there was a reply. */
  readonly requestId?: string | undefined;
  /** What was thrown below, free of the request and its headers. */
  readonly cause?: unknown;
}

/**
 * The parent of every error that this package throws. `outcome` says what happened to the call, so a caller
 * decides about sending again without reading the class.
 *
 * No error holds an API key, a whole phone number or a message text.
 *
 * @example
 * ```ts
 * try {
 *   await chatti.messages.send(input);
 * } catch (error) {
 *   if (isDefinitelyNotSent(error)) await queue.putBack(input);
 *   else if (isChattiError(error)) await review.add(error.reference);
 *   else throw error;
 * }
 * ```
 */
export class ChattiError extends Error {
  override name = 'ChattiError';
  /** What happened to the call: proof that nothing was sent, a refusal, or not known. */
  readonly outcome: Outcome;
  /** The `reference` that the send carried, to be looked up with `messages.reconcile`. */
  readonly reference: string | undefined;
  /** The attempts that were made, oldest first; empty when nothing left the machine. */
  readonly attempts: readonly Attempt[];
  /** The server's `X-Request-Id`, where there was a reply. */
  readonly requestId: string | undefined;

  constructor(message: string, facts: ErrorFacts) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.outcome = facts.outcome;
    this.reference = facts.reference;
    this.attempts = facts.attempts ?? [];
    this.requestId = facts.requestId;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Whether a caught value is one of this package's errors, from this or another installed copy of it. */
export function isChattiError(value: unknown): value is ChattiError {
  return typeof value === 'object' && value !== null && brand in value;
}

/**
 * Whether it is certain that the call had no effect: `not_sent` or `rejected`. Only then may the same message be
 * sent again without the danger of a second text. `false` for an outcome of `unknown` and for anything that is
 * not one of our errors.
 */
export function isDefinitelyNotSent(error: unknown): boolean {
  return isChattiError(error) && error.outcome !== 'unknown';
}
