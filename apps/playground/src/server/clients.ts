import { createChatti, createClient } from '@chatti/core';
import type { Chatti, Client } from '@chatti/core';
import { sandboxControl } from '@chatti/sandbox';
import type { Sandbox, SandboxControl } from '@chatti/sandbox';
import type { Workplace } from './connection.ts';

/** The clients of the page's rooms. The roads have clients of their own. */
export interface Clients {
  /** Writes through the front door, as any application does. */
  readonly chatti: Chatti;
  /** Reads. In the sandbox from behind the counter, so that looking on takes no fault and fills no journal. */
  readonly reader: Chatti;
  /** Steers the sandbox. */
  readonly control: Client<SandboxControl>;
}

/** The token of the clients, for Nest. */
export const CLIENTS = Symbol('clients');

/** Makes the clients for a workplace. */
export function clientsOf({ connection, isSandbox, sandbox }: Workplace): Clients {
  const chatti = createChatti(connection);
  const behind = behindTheCounter(sandbox);
  return {
    chatti,
    reader: isSandbox
      ? createChatti({ apiKey: sandbox.apiKey, baseUrl: `${behind}/v1`, fetch: sandbox.fetch })
      : chatti,
    control: createClient(sandboxControl, {
      apiKey: sandbox.apiKey,
      baseUrl: behind,
      fetch: sandbox.fetch,
      retryLimit: 0,
    }),
  };
}

/** Where the sandbox's own routes are, beside those of the API. */
export function behindTheCounter(sandbox: Sandbox): string {
  return `${new URL(sandbox.baseUrl).origin}/sandbox`;
}
