import { isSender, parseSender } from '@chatti/core/rules';
import { checkSecrets } from '@chatti/core/webhooks';
import { readMoney } from './money.ts';
import type { AccountOptions, SandboxOptions } from './sandbox-options.ts';

/** What an account is like, complete and checked. */
export interface AccountSettings {
  readonly name: string;
  /** In ten-thousandths. */
  readonly balance: number;
  readonly defaultSender: string | null;
  /** The only senders; undefined where any is accepted. */
  readonly senders: readonly string[] | undefined;
  readonly corsOrigins: readonly string[];
  readonly rateLimit: { readonly limit: number; readonly periodS: number } | null;
}

/** Everything that was said of the sandbox, complete and checked. */
export interface Settings {
  readonly apiKey: string;
  readonly latencyMs: number;
  readonly webhookTargets: 'loopback' | 'any';
  /** The secret of every webhook; undefined where each has its own. */
  readonly webhookSecret: string | undefined;
  readonly publicUrl: string | undefined;
  /** The settings of the account with this key. */
  of(apiKey: string): AccountSettings;
  /** Whether any account lists this origin. */
  knowsOrigin(origin: string): boolean;
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
  demand(isKey(apiKey), 'apiKey', 'is 1 to 255 visible ASCII characters and does not begin with `invalid`');
  demand(latencyMs >= 0 && latencyMs < Infinity, 'latencyMs', 'is a number of milliseconds, 0 or more');
  demand(
    publicUrl === undefined || isOrigin(publicUrl),
    'publicUrl',
    'is an http or https origin without a path',
  );
  demand(webhookSecret === undefined || isSecret(webhookSecret), 'webhookSecret', 'is `whsec_` and base64');
  const all = readAccount(options.account ?? {}, defaults, 'account');
  const single = new Map<string, AccountSettings>();
  for (const [key, account] of Object.entries(options.accounts ?? {})) {
    demand(
      isKey(key),
      'accounts',
      'has keys of 1 to 255 visible ASCII characters that do not begin with `invalid`',
    );
    single.set(key, readAccount(account, all, 'accounts'));
  }
  const origins = new Set([all, ...single.values()].flatMap((account) => account.corsOrigins));
  return {
    apiKey,
    latencyMs,
    webhookTargets,
    webhookSecret,
    publicUrl,
    of: (key) => single.get(key) ?? all,
    knowsOrigin: (origin) => origins.has(origin),
  };
}

/** Whether a key opens an account. */
export function isKey(key: string): boolean {
  return /^[\x21-\x7e]{1,255}$/.test(key) && !key.startsWith('invalid');
}

function readAccount(options: AccountOptions, base: AccountSettings, option: string): AccountSettings {
  const balance = options.balance === undefined ? base.balance : readMoney(options.balance);
  if (balance === undefined) throw complaint(`${option}.balance`, 'is decimal text, such as `12.5`');
  const { rateLimit = base.rateLimit, corsOrigins = base.corsOrigins, senders = base.senders } = options;
  demand(
    rateLimit === null || isRateLimit(rateLimit),
    `${option}.rateLimit`,
    'is two whole numbers from 1, or null',
  );
  demand(
    corsOrigins.every(isOrigin),
    `${option}.corsOrigins`,
    'holds origins such as `http://localhost:5173`',
  );
  demand(
    senders === undefined || senders.every(isSender),
    `${option}.senders`,
    'holds numbers and sender IDs',
  );
  const allowed = senders?.map(mendSender);
  const given = options.defaultSender === undefined ? base.defaultSender : options.defaultSender;
  const defaultSender = given === null ? null : mendSender(given);
  const usable =
    defaultSender === null || (isSender(defaultSender) && (allowed?.includes(defaultSender) ?? true));
  demand(usable, `${option}.defaultSender`, 'is a number or sender ID that the account may use');
  return {
    name: options.name ?? base.name,
    balance,
    defaultSender,
    senders: allowed,
    corsOrigins,
    rateLimit,
  };
}

function isSecret(text: string): boolean {
  try {
    checkSecrets(text);
    return text.startsWith('whsec_');
  } catch {
    return false;
  }
}

function mendSender(sender: string): string {
  return parseSender(sender)?.value ?? sender;
}

function isRateLimit({ limit, periodS }: { limit: number; periodS: number }): boolean {
  return Number.isSafeInteger(limit) && limit >= 1 && Number.isSafeInteger(periodS) && periodS >= 1;
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
}

function demand(holds: boolean, option: string, rule: string): void {
  if (!holds) throw complaint(option, rule);
}

function complaint(option: string, rule: string): TypeError {
  return new TypeError(`The sandbox option \`${option}\` is wrong: it ${rule}.`);
}
