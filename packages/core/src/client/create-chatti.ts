import { type ChattiV1, chattiV1 } from '../contract/chatti-v1.ts';
import type { Message } from '../contract/message.ts';
import type { ListMessages } from '../contract/messages.ts';
import type { ListOptOuts, OptOut } from '../contract/opt-outs.ts';
import type { Next, PluginCall } from '../contract/plugin.ts';
import type { ListSenders, Sender } from '../contract/senders.ts';
import type { ListWebhooks, Webhook } from '../contract/webhooks.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { buildClient } from './build-client.ts';
import type { ClientMethods } from './create-client.ts';
import { environmentVariable } from './environment.ts';
import type { ListAll } from './list-all.ts';
import type { LogLevel } from './logging.ts';
import type { ChattiOptions } from './options.ts';
import { runtime } from './platform.ts';
import type { Reconcile } from './reconcile.ts';
import type { Resource } from './resource.ts';
import type { SendMany } from './send-many.ts';
import { type AnyPlugin, settingsOf } from './settings.ts';
import type { WaitFor } from './wait-for.ts';

/** Messages: send, look up, cancel. */
export interface Messages
  extends Resource<ChattiV1['messages']>, ListAll<ListMessages, Message>, SendMany, Reconcile, WaitFor {}

/** Opt-outs: the numbers that must not be written to. */
export interface OptOuts extends Resource<ChattiV1['optOuts']>, ListAll<ListOptOuts, OptOut> {}

/** Senders: the numbers and sender IDs of the account. */
export interface Senders extends Resource<ChattiV1['senders']>, ListAll<ListSenders, Sender> {}

/** The account that the API key belongs to. */
export interface AccountCalls extends Resource<ChattiV1['account']> {}

/** Webhooks: where events are posted to. */
export interface Webhooks extends Resource<ChattiV1['webhooks']>, ListAll<ListWebhooks, Webhook> {}

/**
 * The client of Chatti API V1. Every method takes one flat object and the options of this one call.
 *
 * A send is never made twice, and every error says by its `outcome` what happened to it.
 */
export interface Chatti extends ClientMethods<Chatti, ChattiV1> {
  /** Messages: send, look up, cancel. */
  readonly messages: Messages;
  /** Opt-outs: the numbers that must not be written to. */
  readonly optOuts: OptOuts;
  /** Senders: the numbers and sender IDs of the account. */
  readonly senders: Senders;
  /** The account that the API key belongs to. */
  readonly account: AccountCalls;
  /** Webhooks: where events are posted to. */
  readonly webhooks: Webhooks;
}

/**
 * Makes the client of Chatti API V1. `apiKey` and `baseUrl` may come from the environment variables `CHATTI_API_KEY`
 * and `CHATTI_BASE_URL`; `CHATTI_LOG=debug` writes a line for every attempt to the console (`warn`: failures only),
 * without keys, numbers and texts.
 *
 * @throws `ConfigurationError`, which names the option and never holds the key.
 * @example
 * ```ts
 * const chatti = createChatti({ apiKey: process.env.CHATTI_API_KEY, baseUrl: 'https://chatti.example/v1' });
 * const message = await chatti.messages.send({ to: '+447700900123', from: 'Acme Shoes', body: 'Your order is ready.' });
 * ```
 */
export function createChatti(options: ChattiOptions = {}): Chatti {
  const apiKey = options.apiKey ?? environmentVariable('CHATTI_API_KEY');
  const baseUrl = options.baseUrl ?? environmentVariable('CHATTI_BASE_URL');
  const settings = settingsOf({ ...options, apiKey, baseUrl }, runtime);
  const observers = observersFor(environmentVariable('CHATTI_LOG'));
  // Built by a loop over the table that the interface is written after; a test holds the two together.
  return buildClient(chattiV1, { ...settings, observers }) as unknown as Chatti;
}

/** The plugin behind `CHATTI_LOG`. @throws `ConfigurationError` for another level. */
function observersFor(level: string | undefined): AnyPlugin[] {
  if (level === undefined || level === 'off') return [];
  if (!isLogLevel(level)) throw new ConfigurationError('CHATTI_LOG', 'is not off, warn or debug');
  const wrap = async (call: PluginCall, next: Next): Promise<unknown> =>
    (await import('./several-calls.ts')).logged(level, call, next);
  return [{ name: 'CHATTI_LOG', wrap }];
}

function isLogLevel(level: string): level is LogLevel {
  return level === 'warn' || level === 'debug';
}
