import type { Account } from './accounts.ts';
import { AccountInbox } from './inbox.ts';
import type { Platform } from './platform.ts';
import type { SandboxAccount } from './sandbox.ts';
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
  const account = (): Account => platform.accounts.open(apiKey);
  const inbox = new AccountInbox(platform, account);
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
    webhooks: new AccountWebhooks(platform, account),
    async reply(reply) {
      const message = sections.run(
        () => ({ do: 'reply', key: alias(apiKey), reply: { ...reply } }),
        () => db.write(() => inbound.take(account(), reply)),
      );
      await db.settled();
      return message;
    },
  };
}
