import type { PluginCall } from '../contract/plugin.ts';
import type { Attempt } from '../errors/attempt.ts';
import { isChattiError } from '../errors/chatti-error.ts';
import type { Outcome } from '../errors/outcome.ts';
import { PluginError } from '../errors/plugin-error.ts';
import type { AnyPlugin } from './settings.ts';

/** A call as its plugins run around it. */
export interface Chain {
  readonly plugins: readonly AnyPlugin[];
  readonly call: Omit<PluginCall, 'input'>;
  /** What is known when a plugin fails. */
  readonly progress: Progress;
  /** Checks an input that a plugin hands on. */
  check(input: unknown): unknown;
  /** The innermost step: to the server. */
  send(input: unknown): Promise<unknown>;
}

/** How far a call has come. */
export interface Progress {
  /** Whether anything was handed to `fetch`. */
  launched: boolean;
  reference: string | undefined;
  readonly attempts: readonly Attempt[];
}

/** Runs a call through its plugins from `depth` inwards. */
export async function throughPlugins(chain: Chain, input: unknown, depth = 0): Promise<unknown> {
  const plugin = chain.plugins[depth];
  if (plugin === undefined) return chain.send(input);
  let begun = false;
  let failure: unknown;
  const next = async (given: unknown = input): Promise<unknown> => {
    if (begun) throw new Error('next was called twice, which could send twice');
    begun = true;
    try {
      return await throughPlugins(chain, given === input ? input : chain.check(given), depth + 1);
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  try {
    // The call is one of the contract's by its name; the machinery knows it only as any call.
    return await plugin.wrap({ ...chain.call, input } as never, next);
  } catch (error) {
    if (error === failure || (isChattiError(error) && !chain.progress.launched)) throw error;
    throw new PluginError(plugin.name, {
      ...chain.progress,
      outcome: outcomeOf(chain, failure),
      cause: error,
    });
  }
}

/** A plugin's failure after a success must not make a sent message look unsent. */
function outcomeOf({ progress }: Chain, failure: unknown): Outcome {
  if (!progress.launched) return 'not_sent';
  return isChattiError(failure) ? failure.outcome : 'unknown';
}
