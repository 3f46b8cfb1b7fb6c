import { type Chatti, ConfigurationError, isChattiError } from '@chatti/core';
import { clientFor, type ClientOption } from './chatti.ts';
import { sendJson } from './http/send-problem.ts';
import { type Handler, handler } from './http/web-request.ts';

/** Options of `chattiHealth`. */
export interface HealthOptions extends ClientOption {
  /** How long to wait for an answer, in milliseconds. Default 5 000. */
  readonly timeoutMs?: number;
  /** How long an answer is good for, in milliseconds, so that probes do not use up the rate limit. Default 10 000. */
  readonly cacheMs?: number;
}

/** What `chattiHealth` answers. */
export interface Health {
  /** Whether Chatti answered and took the key. */
  readonly status: 'up' | 'down';
  /** When it was looked at, ISO 8601 in UTC. */
  readonly checkedAt: string;
  /** The name of the error, such as `NetworkError`; only when down. */
  readonly reason?: string;
}

/**
 * A route for probes: 200 and `{ status: 'up' }` where Chatti answers and takes the key, else 503 and
 * `{ status: 'down' }`. It reads the account and sends nothing; nothing of the account is in the answer.
 *
 * @example
 * ```ts
 * app.get('/health/chatti', chattiHealth({ client }));
 * ```
 */
export function chattiHealth(options: HealthOptions = {}): Handler {
  const { timeoutMs = 5_000, cacheMs = 10_000 } = options;
  if (!(cacheMs >= 0)) throw new ConfigurationError('cacheMs', 'must be a number of at least 0');
  let last: { readonly client: Chatti; readonly at: number; readonly health: Promise<Health> } | undefined;

  return handler(async (request, response) => {
    const client = clientFor(request, options);
    const now = Date.now();
    if (last === undefined || last.client !== client || now - last.at >= cacheMs) {
      last = { client, at: now, health: look(client, timeoutMs) };
    }
    const health = await last.health;
    sendJson(response, health.status === 'up' ? 200 : 503, health);
  });
}

async function look(client: Chatti, timeoutMs: number): Promise<Health> {
  try {
    await client.account.get({}, { timeoutMs, totalTimeoutMs: timeoutMs });
    return { status: 'up', checkedAt: new Date().toISOString() };
  } catch (error) {
    if (!isChattiError(error)) throw error;
    return { status: 'down', checkedAt: new Date().toISOString(), reason: error.name };
  }
}
