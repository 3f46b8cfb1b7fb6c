import type { AccountSettings } from './account-settings.ts';
import { formatMoney } from './money.ts';
import type { Platform } from './platform.ts';
import type { AccountOptions } from './sandbox-options.ts';

/** What can be changed while a sandbox runs; whatever is left out stays as it is. */
export interface SettingsChange extends Omit<AccountOptions, 'senders'> {
  /** How long messages stay `queued` and then `sent` from now on, in ms each: those of all accounts. */
  readonly latencyMs?: number;
  /** The senders that the account may use; null for any. */
  readonly senders?: readonly string[] | null;
}

/** How the settings stand that can be changed. */
export interface CurrentSettings {
  /** How long messages stay `queued` and then `sent`, in ms each: those of all accounts. */
  readonly latencyMs: number;
  /** The account's name. */
  readonly name: string;
  /** What the account has left, as decimal text in US dollars. */
  readonly balance: string;
  /** The sender of messages that name none; null where `from` is required. */
  readonly defaultSender: string | null;
  /** The senders that the account may use; null where it may use any. */
  readonly senders: readonly string[] | null;
  /** The web origins that may call the API from a browser. */
  readonly corsOrigins: readonly string[];
  /** How many requests the account may make in a period; null for no limit. */
  readonly rateLimit: { readonly limit: number; readonly periodS: number } | null;
}

/** The settings of an account, and those of all, while the sandbox runs. `reset` puts them back to what the options say. */
export interface RunningSettings {
  /** How they stand. */
  get(): CurrentSettings;
  /**
   * Changes some of them. A new rate limit begins a new window; a new latency is for the steps from then on.
   *
   * @throws `TypeError` that names the setting at fault; then nothing is changed.
   * @example
   * ```ts
   * sandbox.settings.update({ latencyMs: 5000, rateLimit: { limit: 1, periodS: 1 } });
   * ```
   */
  update(change: SettingsChange): CurrentSettings;
}

/** The settings of the account with this key. */
export function runningSettings(platform: Platform, apiKey: string): RunningSettings {
  const { settings, accounts, sections, db, alias } = platform;
  const get = (): CurrentSettings => {
    const account = accounts.look(apiKey);
    return current(settings.latencyMs, account.settings, accounts.balance(account));
  };
  return {
    get,
    update(change) {
      const checked = settings.check(apiKey, change);
      const { balance } = checked;
      const put = (): void => {
        settings.put(apiKey, checked);
        accounts.reread();
        if (balance !== undefined) db.write(() => accounts.setBalance(accounts.open(apiKey), balance));
      };
      sections.run(() => ({ do: 'settings', key: alias(apiKey), change: structuredClone(change) }), put);
      settings.tell(apiKey);
      return get();
    },
  };
}

function current(latencyMs: number, account: AccountSettings, balance: number): CurrentSettings {
  const { name, defaultSender, senders = null, corsOrigins, rateLimit } = account;
  return { latencyMs, name, balance: formatMoney(balance), defaultSender, senders, corsOrigins, rateLimit };
}
