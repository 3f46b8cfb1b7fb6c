import { isSender, parseSender } from '@chatti/core/rules';
import { readMoney } from './money.ts';
import type { AccountOptions } from './sandbox-options.ts';

/** What an account is like, complete and checked. */
export interface AccountSettings {
  readonly name: string;
  /** What it begins with, in ten-thousandths. */
  readonly balance: number;
  readonly defaultSender: string | null;
  /** The only senders; undefined where any is accepted. */
  readonly senders: readonly string[] | undefined;
  readonly corsOrigins: readonly string[];
  readonly rateLimit: { readonly limit: number; readonly periodS: number } | null;
}

/**
 * Checks what is said of an account; `called` gives what a field is called where it is wrong.
 *
 * @throws `TypeError` that names the field.
 */
export function readAccount(
  options: AccountOptions,
  base: AccountSettings,
  called: (field: string) => string,
): AccountSettings {
  const balance = options.balance === undefined ? base.balance : readMoney(options.balance);
  if (balance === undefined) throw complaint(called('balance'), 'is decimal text, such as `12.5`');
  const { rateLimit = base.rateLimit, corsOrigins = base.corsOrigins, senders = base.senders } = options;
  demand(
    rateLimit === null || isRateLimit(rateLimit),
    called('rateLimit'),
    'is two whole numbers from 1, or null',
  );
  demand(corsOrigins.every(isOrigin), called('corsOrigins'), 'holds origins such as `http://localhost:5173`');
  demand(senders === undefined || senders.every(isSender), called('senders'), 'holds numbers and sender IDs');
  const allowed = senders?.map(mendSender);
  const given = options.defaultSender === undefined ? base.defaultSender : options.defaultSender;
  const defaultSender = given === null ? null : mendSender(given);
  const usable =
    defaultSender === null || (isSender(defaultSender) && (allowed?.includes(defaultSender) ?? true));
  demand(usable, called('defaultSender'), 'is a number or sender ID that the account may use');
  return {
    name: options.name ?? base.name,
    balance,
    defaultSender,
    senders: allowed,
    corsOrigins,
    rateLimit,
  };
}

/** Whether a text is a web origin, as a browser sends it. */
export function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
}

function mendSender(sender: string): string {
  return parseSender(sender)?.value ?? sender;
}

function isRateLimit({ limit, periodS }: { limit: number; periodS: number }): boolean {
  return Number.isSafeInteger(limit) && limit >= 1 && Number.isSafeInteger(periodS) && periodS >= 1;
}

/** @throws `TypeError` where a rule does not hold; `called` is what is at fault. */
export function demand(holds: boolean, called: string, rule: string): void {
  if (!holds) throw complaint(called, rule);
}

function complaint(called: string, rule: string): TypeError {
  return new TypeError(`The ${called} is wrong: it ${rule}.`);
}
