import type { Plugin } from '../contract/plugin.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { explainSender, parseSender } from '../rules/sender/parse-sender.ts';
import { changeMessages } from './change-messages.ts';

/**
 * Fills in `from` where a message has none, neither of its own nor from its batch: for an account without a default
 * sender, or with another one. Acts on `send`, `sendBatch`, `sendMany` and `preview`.
 *
 * @param from A number of the account, or a sender ID of 1 to 11 characters.
 * @throws `ConfigurationError` when made with what is no sender.
 * @example
 * ```ts
 * const chatti = createChatti({ plugins: [defaultSender('Acme')] });
 * ```
 */
export function defaultSender(from: string): Plugin {
  const sender = parseSender(from)?.value;
  if (sender === undefined)
    throw new ConfigurationError('defaultSender', explainSender(from) ?? 'is no sender');
  return {
    name: 'defaultSender',
    wrap: (call, next) =>
      next(changeMessages(call, (message) => (message.from === undefined ? { from: sender } : undefined))),
  };
}
