import type { Account } from './accounts.ts';
import { AccountInbox } from './inbox.ts';
import type { Platform } from './platform.ts';
import type { SandboxAccount } from './sandbox.ts';
import { accountMessages } from './sandbox-messages.ts';
import { runningSettings } from './sandbox-settings.ts';
import { isKey } from './settings.ts';
import { AccountWebhooks } from './webhooks/account-webhooks.ts';

/**
 * The world around the account of a key.
 *
 * @throws `TypeError` where the key opens no account.
 */
export function sandboxAccount(platform: Platform, apiKey: string): SandboxAccount {
  if (!isKey(apiKey))
    throw new TypeError(
      'A key of an account is 1 to 255 visible ASCII characters and does not begin with `invalid`.',
    );
  const { db, sections, inbound, alias } = platform;
  const open = (): Account => platform.accounts.open(apiKey);
  // To look at an account does not make it.
  const look = (): Account => platform.accounts.look(apiKey);
  const inbox = new AccountInbox(platform, look);
  return {
    apiKey,
    inbox: {
      latest: (condition) => inbox.latest(condition),
      list: (condition) => inbox.list(condition),
      wait: (condition) => inbox.wait(condition),
      clear: () =>
        sections.run(
          () => ({ do: 'clear_inbox', key: alias(apiKey) }),
          () => inbox.clear(),
        ),
    },
    messages: accountMessages(platform, apiKey),
    settings: runningSettings(platform, apiKey),
    webhooks: new AccountWebhooks(platform, look),
    async reply(reply) {
      const message = sections.run(
        () => ({ do: 'reply', key: alias(apiKey), reply: { ...reply } }),
        () => db.write(() => inbound.take(open(), reply)),
      );
      await db.settled();
      return message;
    },
  };
}
