import { formatMoney } from '../money.ts';
import type { Platform } from '../platform.ts';
import { CURRENCY } from '../messages/tariff.table.ts';
import type { HandlersOf } from './handlers.ts';

/** The account, as its options describe it and its messages have charged it. */
export function accountHandlers({ accounts }: Platform): HandlersOf<'account'> {
  return {
    get(_input, { account }) {
      const { name, defaultSender, corsOrigins, rateLimit } = account.settings;
      return {
        id: account.id,
        name,
        balance: formatMoney(accounts.balance(account)),
        currency: CURRENCY,
        default_sender: defaultSender,
        cors_origins: [...corsOrigins],
        rate_limit: rateLimit && { limit: rateLimit.limit, period_s: rateLimit.periodS },
      };
    },
  };
}
