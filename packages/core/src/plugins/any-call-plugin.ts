import type { Next, PluginCall } from '../contract/plugin.ts';

/** A plugin that looks at no field of an input, so that it goes with a client of any contract. */
export interface AnyCallPlugin {
  /** Told in the error when the plugin fails. */
  readonly name: string;
  /** Runs around a call. Resolves with the call's result. */
  wrap(call: PluginCall, next: Next): Promise<unknown>;
}
