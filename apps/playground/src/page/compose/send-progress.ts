import { MAX_BATCH } from '@chatti/core/contract';
import type { RoadLimits } from '../../info.ts';
import type { FailedAttempt } from '../../send-news.ts';
import { figure } from '../design/figure.ts';

/** What is known of a send that has no answer yet. */
export interface Progress {
  /** How many messages it is. */
  readonly count: number;
  /** How many of many have a result. */
  readonly done: number;
  /** The last attempt that is known to have failed. */
  readonly failed: FailedAttempt | undefined;
  /** Whether the pause after it is over. */
  readonly isPauseOver: boolean;
  /** Whether news of attempts would be heard. */
  readonly isLive: boolean;
  /** When the client of the road gives up. */
  readonly limits: RoadLimits | undefined;
}

/** What is happening, as far as it is known. Each step is one sentence that stays as it is until the next step. */
export function progressSentence(progress: Progress): string {
  const { count, done, failed, isPauseOver, isLive, limits } = progress;
  const ofMany = count > 1 && done > 0 ? `${figure(done)} of ${figure(count)} have an answer. ` : '';
  if (!isLive) return `${ofMany}No answer yet.`;
  const most = limits ? ` of at most ${limits.attempts}` : '';
  const isBatches = count > MAX_BATCH;
  if (!failed || failed.wait_ms === null)
    return isBatches ? `${ofMany}No answer yet for the rest.` : `${ofMany}Attempt 1${most}, no answer yet.`;
  const next = failed.number + 1;
  if (isPauseOver && isBatches) return `${ofMany}No answer yet for the rest.`;
  if (isPauseOver) return `${ofMany}Attempt ${next}${most}, no answer yet.`;
  const which = isBatches ? `attempt ${failed.number} of a batch` : `attempt ${failed.number}`;
  return `${ofMany}${capital(which)} ${resultOf(failed)}. ${pauseOf(failed, failed.wait_ms)} before attempt ${next}${most}.`;
}

/** When the client gives up, as it is set. */
export function limitSentence({ timeout_ms: one, total_timeout_ms: all }: RoadLimits): string {
  return `The client gives up after ${one / 1000} s for an attempt, ${all / 1000} s in all.`;
}

function resultOf({ status, failure }: FailedAttempt): string {
  return status === null ? `got no answer (${failure})` : `was answered ${status}`;
}

/** The longest pause that a client makes of its own before a second attempt, in ms; before each further one twice that. */
const ownPauseMs = 500;

/** A pause that no client makes of its own was asked for by the server: `Retry-After`. */
function pauseOf({ number }: FailedAttempt, ms: number): string {
  if (ms > ownPauseMs * 2 ** (number - 1)) return `Waiting ${ms / 1000} s, as Retry-After asks,`;
  return `Waiting ${Math.round(ms)} ms`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
