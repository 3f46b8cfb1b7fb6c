import { openSandbox } from './open-sandbox.ts';
import type { SandboxOptions } from './sandbox-options.ts';
import type { Sandbox } from './sandbox.ts';

export type { Sandbox } from './sandbox.ts';

/**
 * Makes a sandbox: Chatti API V1 on your machine, as strict as the contract, with phones that answer. No message
 * leaves it.
 *
 * @throws `TypeError` that names the option at fault; `Error` where the file of `storage` cannot be used.
 * @example
 * ```ts
 * await using sandbox = createSandbox({ clock: 'manual' });
 * const chatti = createChatti({ fetch: sandbox.fetch, baseUrl: sandbox.baseUrl, apiKey: sandbox.apiKey });
 * await chatti.messages.send({ to: '+447700900123', from: 'Acme Shoes', body: 'Your code is 123456.' });
 * sandbox.inbox.latest({ to: '+447700900123' })?.body; // 'Your code is 123456.'
 * ```
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  return openSandbox(options).sandbox;
}
