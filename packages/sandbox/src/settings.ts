import { checkSecrets } from '@chatti/core/webhooks';
import { type AccountSettings, demand, isOrigin, readAccount } from './account-settings.ts';
import type { SandboxOptions } from './sandbox-options.ts';
import type { SettingsChange } from './sandbox-settings.ts';

/** What of it can change while the sandbox runs. */
interface Changing {
  readonly latencyMs: number;
  /** Single accounts by their key. */
  readonly single: ReadonlyMap<string, AccountSettings>;
}

/** What stays as it was said at the start. */
interface Fixed {
  readonly apiKey: string;
  readonly webhookTargets: 'loopback' | 'any';
  /** The secret of every webhook; undefined where each has its own. */
  readonly webhookSecret: string | undefined;
  readonly publicUrl: string | undefined;
}

/** A change that has been checked. */
export interface CheckedChange {
  readonly latencyMs: number;
  readonly account: AccountSettings;
  /** What the account is to have from now on, in ten-thousandths; undefined where that stays as it is. */
  readonly balance: number | undefined;
}

/** Everything that was said of the sandbox, complete and checked. */
export class Settings implements Fixed {
  readonly apiKey: string;
  readonly webhookTargets: 'loopback' | 'any';
  readonly webhookSecret: string | undefined;
  readonly publicUrl: string | undefined;
  /** How it was at the start. */
  readonly first: Changing;
  readonly #all: AccountSettings;
  readonly #listeners: ((apiKey: string) => void)[] = [];
  #now: Changing;

  constructor(fixed: Fixed, all: AccountSettings, first: Changing) {
    this.apiKey = fixed.apiKey;
    this.webhookTargets = fixed.webhookTargets;
    this.webhookSecret = fixed.webhookSecret;
    this.publicUrl = fixed.publicUrl;
    this.first = first;
    this.#all = all;
    this.#now = first;
  }

  get latencyMs(): number {
    return this.#now.latencyMs;
  }

  /** The settings of the account with this key. */
  of(apiKey: string): AccountSettings {
    return this.#now.single.get(apiKey) ?? this.#all;
  }

  /** Whether any account lists this origin. */
  knowsOrigin(origin: string): boolean {
    return [this.#all, ...this.#now.single.values()].some(({ corsOrigins }) => corsOrigins.includes(origin));
  }

  /**
   * What a change of an account would lead to.
   *
   * @throws `TypeError` that names the setting at fault.
   */
  check(apiKey: string, { latencyMs = this.latencyMs, senders, ...change }: SettingsChange): CheckedChange {
    const called = (field: string) => `setting \`${field}\``;
    demand(isLatency(latencyMs), called('latencyMs'), latencyRule);
    const before = this.of(apiKey);
    // Null stands for any sender here: what is left out stays as it is.
    const base = senders === null ? { ...before, senders: undefined } : before;
    const account = readAccount(senders ? { ...change, senders } : change, base, called);
    return { latencyMs, account, balance: change.balance === undefined ? undefined : account.balance };
  }

  /** Puts a change in force. */
  put(apiKey: string, { latencyMs, account }: CheckedChange): void {
    this.#now = { latencyMs, single: new Map(this.#now.single).set(apiKey, account) };
  }

  /** Tells that a change of an account is in force as a whole. */
  tell(apiKey: string): void {
    for (const listener of this.#listeners) listener(apiKey);
  }

  /** As at the start. */
  restart(): void {
    this.#now = this.first;
  }

  /** Calls `listener` with the key of the account each time that a change is in force. */
  onChange(listener: (apiKey: string) => void): void {
    this.#listeners.push(listener);
  }
}

/** The key of the ready-made account where none is named. */
export const DEFAULT_KEY = 'sandbox-key';

const defaults: AccountSettings = {
  name: 'Sandbox account',
  balance: 1_000_000_0000,
  defaultSender: null,
  senders: undefined,
  corsOrigins: [],
  rateLimit: { limit: 1_000_000, periodS: 60 },
};

/**
 * Checks the options.
 *
 * @throws `TypeError` that names the option at fault.
 */
export function readSettings(options: SandboxOptions): Settings {
  const { apiKey = DEFAULT_KEY, latencyMs = 250, publicUrl, webhookSecret } = options;
  // What is delivered in process goes nowhere.
  const { webhookTargets = options.deliver ? 'any' : 'loopback' } = options;
  demand(
    isKey(apiKey),
    option('apiKey'),
    'is 1 to 255 visible ASCII characters and does not begin with `invalid`',
  );
  demand(isLatency(latencyMs), option('latencyMs'), latencyRule);
  demand(
    publicUrl === undefined || isOrigin(publicUrl),
    option('publicUrl'),
    'is an http or https origin without a path',
  );
  demand(
    webhookSecret === undefined || isSecret(webhookSecret),
    option('webhookSecret'),
    'is `whsec_` and base64',
  );
  const all = readAccount(options.account ?? {}, defaults, (field) => option(`account.${field}`));
  const single = new Map<string, AccountSettings>();
  for (const [key, account] of Object.entries(options.accounts ?? {})) {
    demand(
      isKey(key),
      option('accounts'),
      'has keys of 1 to 255 visible ASCII characters that do not begin with `invalid`',
    );
    single.set(
      key,
      readAccount(account, all, (field) => option(`accounts.${field}`)),
    );
  }
  return new Settings({ apiKey, webhookTargets, webhookSecret, publicUrl }, all, { latencyMs, single });
}

/** Whether a key opens an account. */
export function isKey(key: string): boolean {
  return /^[\x21-\x7e]{1,255}$/.test(key) && !key.startsWith('invalid');
}

const latencyRule = 'is a number of milliseconds, 0 or more';

function isLatency(ms: number): boolean {
  return ms >= 0 && ms < Infinity;
}

function isSecret(text: string): boolean {
  try {
    checkSecrets(text);
    return text.startsWith('whsec_');
  } catch {
    return false;
  }
}

/** What an option is called where it is wrong. */
function option(name: string): string {
  return `sandbox option \`${name}\``;
}
