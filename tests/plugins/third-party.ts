/** Plugins as a stranger would write them: by public entry points only. */
import { isChattiError, LimitError, type Outcome, type Plugin } from '@chatti/core';

/** Sends every message to one phone: for staging, where no customer must be written to. */
export function redirectTo(number: string): Plugin {
  return {
    name: 'redirectTo',
    wrap(call, next) {
      if (call.name === 'messages.send') return next({ ...call.input, to: number });
      if (call.name === 'messages.sendBatch') {
        const messages = call.input.messages.map((message) => ({ ...message, to: number }));
        return next({ ...call.input, messages });
      }
      return next();
    },
  };
}

/** Asks for the account once, and answers from memory after that. */
export function rememberAccount(): Plugin {
  let account: Promise<unknown> | undefined;
  return {
    name: 'rememberAccount',
    wrap(call, next) {
      if (call.name !== 'account.get') return next();
      account ??= next().catch((error: unknown) => {
        account = undefined;
        throw error;
      });
      return account;
    },
  };
}

/** What a call came to. */
export interface Measured {
  readonly call: string;
  readonly attempts: number;
  readonly outcome: Outcome | 'done';
}

/** Tells of each call what it came to. */
export function measure(tell: (measured: Measured) => void): Plugin {
  return {
    name: 'measure',
    async wrap(call, next) {
      let attempts = 0;
      call.onAttempt(() => void attempts++);
      let outcome: Measured['outcome'] = 'done';
      try {
        return await next();
      } catch (error) {
        outcome = isChattiError(error) ? error.outcome : 'unknown';
        throw error;
      } finally {
        tell({ call: call.name, attempts, outcome });
      }
    },
  };
}

/** Sends nothing at night, by the hour in UTC. */
export function quietHours(hours: { readonly from: number; readonly to: number }, now: () => Date): Plugin {
  return {
    name: 'quietHours',
    async wrap(call, next) {
      const hour = now().getUTCHours();
      const quiet = hour >= hours.from || hour < hours.to;
      if (quiet && call.name === 'messages.send') {
        const retryAfterMs = ((hours.to - hour + 24) % 24) * 3_600_000;
        throw new LimitError('quiet hours', { reference: call.input.reference, retryAfterMs });
      }
      return next();
    },
  };
}
