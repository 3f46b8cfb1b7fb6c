import type { Next, PluginCall } from '../contract/plugin.ts';

/** What `CHATTI_LOG` can be: a line for every attempt, or for every failed one. */
export type LogLevel = 'debug' | 'warn';

/**
 * Runs a call and writes its attempts to the console. A line names the row, not its path, since paths hold numbers.
 * Only ever reached when CHATTI_LOG asks for it.
 */
export function logged(level: LogLevel, call: PluginCall, next: Next): Promise<unknown> {
  const { console } = globalThis;
  call.onAttempt(({ status, failure, durationMs, waitedMs }) => {
    if (failure === null && level !== 'debug') return;
    const again = waitedMs === null ? '' : `, again in ${waitedMs} ms`;
    const line = `chatti ${call.name}: ${failure ?? `status ${status}`} after ${durationMs} ms${again}`;
    console[failure === null ? 'debug' : 'warn'](line);
  });
  return next();
}
