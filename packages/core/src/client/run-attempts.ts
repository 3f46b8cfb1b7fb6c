import type { Attempt } from '../errors/attempt.ts';
import { attemptOnce, type NoReply, type Reply } from './attempt-once.ts';
import { backoffMs } from './backoff.ts';
import { abortError, callError } from './call-error.ts';
import { decide } from './decide.ts';
import type { Flight } from './flight.ts';
import { type Failed, judgeReply, judgeSilence, type Landed } from './judge-reply.ts';
import { pause } from './platform.ts';

/** What an attempt needs to mean anything: one of a few milliseconds would only make its outcome unknown. */
const leastMs = 100;

/**
 * Makes the attempts of one call, as many as row, failure, limits and the client's budget allow.
 *
 * @throws The error of the call; its outcome is that of all attempts together.
 */
export async function runAttempts(flight: Flight): Promise<Landed> {
  const { platform, timeoutMs, totalTimeoutMs, retryLimit, budget } = flight.settings;
  const endsAt = platform.now() + totalTimeoutMs;
  for (let retries = 0; ; retries++) {
    if (flight.signal?.aborted) throw abortError(flight);
    const left = Math.max(1, endsAt - platform.now());
    const { judged, startedAt, durationMs } = await judgedAttempt(flight, Math.min(timeoutMs, left));
    const times = { startedAt, durationMs };
    if ('value' in judged) {
      budget.giveBack();
      note(flight, {
        ...times,
        status: judged.response.status,
        failure: null,
        outcome: null,
        waitedMs: null,
      });
      flight.onResponse(judged.response);
      return judged;
    }
    const { outcome, retry } = decide(judged.failure, isRepeatable(flight));
    const waitMs = backoffMs(retries, judged.retryAfterMs, () => platform.random());
    const inTime = waitMs + Math.min(timeoutMs, leastMs) <= endsAt - platform.now();
    const again = retry && inTime && retries < retryLimit && budget.take();
    const waitedMs = again ? waitMs : null;
    note(flight, { ...times, status: judged.status, failure: inWords(judged), outcome, waitedMs });
    if (!again) {
      if (judged.response) flight.onResponse(judged.response);
      throw callError(flight, judged, left < timeoutMs ? totalTimeoutMs : timeoutMs);
    }
    await pause(platform, waitMs, flight.signal);
  }
}

interface JudgedAttempt extends Pick<Attempt, 'startedAt' | 'durationMs'> {
  readonly judged: Landed | Failed;
}

async function judgedAttempt(flight: Flight, timeoutMs: number): Promise<JudgedAttempt> {
  const { settings, wire, signal } = flight;
  const { platform, fetch, provesConnects } = settings;
  const began = platform.now();
  const startedAt = new Date(platform.wallClock()).toISOString();
  const landing: Reply | NoReply = await attemptOnce({
    url: `${settings.baseUrl}${wire.path}${wire.query}`,
    init: {
      method: flight.task.endpoint.method,
      headers: headersOf(flight),
      ...(wire.body !== undefined && { body: wire.body }),
    },
    fetch,
    provesConnects,
    timeoutMs,
    signal,
    platform,
  });
  const durationMs = Math.round(platform.now() - began);
  const doubtful = flight.attempts.some(({ outcome }) => outcome === 'unknown');
  const judged = 'failure' in landing ? judgeSilence(landing) : judgeReply(flight, landing, doubtful);
  return { judged, startedAt, durationMs };
}

/** Fresh at each attempt, since a `fetch` of someone's own may keep or change them. */
function headersOf({ settings, apiKey, idempotencyKey }: Flight): Record<string, string> {
  return {
    ...settings.headers,
    ...(apiKey !== undefined && { 'x-api-key': apiKey }),
    ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
  };
}

/** Doing it twice is doing it once: by the row, or by a key that the server is known to honour. */
function isRepeatable({ task, settings, idempotencyKey }: Flight): boolean {
  return task.endpoint.retry === 'safe' || (settings.idempotencyKeys && idempotencyKey !== undefined);
}

function note(flight: Flight, attempt: Attempt): void {
  flight.attempts.push(attempt);
  flight.onAttempt(attempt);
}

/** A failure in a few words. */
function inWords({ failure, status }: Failed): string {
  const word = failure.replaceAll('_', ' ');
  return status === null ? word : `${word}, status ${status}`;
}
