import { ConfigurationError, createChatti, createClient, type Plugin, type Warning } from '@chatti/core';
import { logger as loggerPlugin } from '@chatti/core/plugins';
import { Logger } from '@nestjs/common';
import type { CallsUnderWay } from './calls-under-way.ts';
import type { ChattiClientOptions, ModuleHabits, OwnClient } from './chatti-module-options.ts';
import type { Detour } from './detour.ts';
import { nestLog } from './nest-log.ts';

/** What a client is made with besides its options. */
export interface Surroundings {
  readonly name: string | undefined;
  readonly calls: CallsUnderWay;
  readonly detour: Detour | undefined;
}

/**
 * The client of one import of the module: made from options, or the app's own.
 *
 * @throws `ConfigurationError`, which names the option.
 */
export function chattiFrom(options: ChattiClientOptions, surroundings: Surroundings): object {
  const instead = surroundings.detour?.optionsOf(surroundings.name);
  if ('client' in options) {
    const client = checkedClient(options);
    return instead === undefined ? client : client.withOptions(instead);
  }
  const { plugins, ...rest } = withHabits(options, surroundings);
  const made = { ...rest, ...instead };
  if (!('contract' in made)) return createChatti({ ...made, plugins });
  const { contract, ...own } = made;
  if (typeof contract !== 'object' || contract === null) {
    throw new ConfigurationError('contract', 'is no contract of defineContract');
  }
  return createClient(contract, { ...own, plugins });
}

function checkedClient(options: OwnClient): OwnClient['client'] {
  const { client } = options;
  if (typeof client?.request !== 'function' || typeof client.withOptions !== 'function') {
    throw new ConfigurationError('client', 'is no client of createChatti or createClient');
  }
  if ('logger' in options) {
    throw new ConfigurationError(
      'logger',
      'cannot be added to a client of your own; give it the logger plugin',
    );
  }
  return client;
}

type Made = Exclude<ChattiClientOptions, OwnClient>;

/** The options without what is the module's, and with its plugins around those of the app. */
function withHabits({ logger, ...options }: Made, { name, calls }: Surroundings) {
  const context = name === undefined ? 'Chatti' : `Chatti:${name}`;
  const plugins = [calls.plugin(), ...loggersOf(logger, context), ...(options.plugins ?? [])] as Plugin[];
  if (!logger || options.onWarning !== undefined) return { ...options, plugins };
  const log = new Logger(context);
  return {
    ...options,
    plugins,
    onWarning: ({ code, field, message }: Warning) => log.warn(`${field} ${message} (${code})`),
  };
}

function loggersOf(logger: ModuleHabits['logger'], context: string) {
  if (!logger) return [];
  return [loggerPlugin(nestLog(context), logger === true ? {} : logger)];
}
