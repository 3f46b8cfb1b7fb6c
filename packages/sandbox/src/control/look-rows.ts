import type { AnyEndpoint } from '@chatti/core/contract';
import { createHandlers } from '../handlers/handlers.ts';
import { createRoutes } from '../http/route.ts';
import type { Platform } from '../platform.ts';
import { callOf, type ControlCall } from './control-call.ts';

/** A row of the API as who only looks asks it. */
interface LookRow {
  /** Its path begins with `/v1`. */
  readonly row: Pick<AnyEndpoint, 'method' | 'path' | 'input' | 'output' | 'status'>;
  readonly handle: (input: unknown, call: ControlCall) => unknown;
}

/** The rows that change nothing beside those that are read by GET. */
const alsoReading: ReadonlySet<string> = new Set(['messages.preview']);

/**
 * The rows of the API that change nothing, for a tool that looks on: answered as the API answers, and nothing knows of it.
 * No fault is met, no limit is counted against, no request is noted, no account is made. Pages lead on among these rows.
 */
export function lookRows(platform: Platform): LookRow[] {
  return createRoutes(createHandlers(platform))
    .filter(({ name, row }) => row.method === 'GET' || alsoReading.has(name))
    .map(({ row, handle }) => ({
      row: { ...row, path: `/v1${row.path}` },
      handle: (input, call) => handle(input, callOf(platform, { ...call, root: `${call.root}/v1` })),
    }));
}
