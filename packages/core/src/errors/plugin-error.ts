import type { ErrorFacts } from './chatti-error.ts';
import { ChattiError } from './chatti-error.ts';

/**
 * A plugin (or the `onWarning` callback) failed. `outcome` is `not_sent` when it failed before the request was
 * handed over; otherwise it is the call's own, and `unknown` where the call had succeeded, so that a message that
 * was sent never looks unsent. `cause` is what the plugin threw.
 */
export class PluginError extends ChattiError {
  override name = 'PluginError';
  /** The plugin's name. */
  readonly plugin: string;

  constructor(plugin: string, facts: ErrorFacts) {
    super(`the plugin ${plugin} failed`, facts);
    this.plugin = plugin;
  }
}
