import { ConfigurationError } from '@chatti/core';
import type { ChattiClientOptions, ChattiFactoryOptions } from './chatti-module-options.ts';
import type { WebhooksOptions } from './webhooks/webhooks-options.ts';

/** The options of one import, as its factory gave them. */
export interface GivenOptions {
  readonly client: ChattiClientOptions;
  readonly webhooks: WebhooksOptions | undefined;
}

/** What belongs beside the factory, where Nest can read it before the factory runs. */
const keysOfTheImport = ['name', 'isGlobal'] as const;

/**
 * Takes what a factory gave apart.
 *
 * @throws `ConfigurationError` where it is no object, or has what belongs beside the factory.
 */
export function readOptions(given: unknown): GivenOptions {
  if (typeof given !== 'object' || given === null) {
    throw new ConfigurationError('options', 'the factory of ChattiModule.forRootAsync gave no object');
  }
  const misplaced = keysOfTheImport.find((key) => key in given);
  if (misplaced !== undefined) {
    throw new ConfigurationError(
      misplaced,
      'belongs beside the factory of ChattiModule.forRootAsync, not into its result',
    );
  }
  // What the types of forRoot and forRootAsync ask for; each option is checked where it is used.
  const { webhooks, ...client } = given as ChattiFactoryOptions;
  return { client, webhooks };
}

/**
 * Runs what checks the options of a client, and names the client in its complaint.
 *
 * @throws `ConfigurationError`
 */
export async function naming<T>(name: string | undefined, check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof ConfigurationError) || name === undefined) throw error;
    const reason = error.message.slice(`${error.option}: `.length);
    throw new ConfigurationError(error.option, `${reason} (client ${JSON.stringify(name)})`);
  }
}
