import { InboxTimeoutError } from '../inbox-condition.ts';
import { fieldRefusal, Refusal } from '../refusal.ts';
import type { ControlHandlers } from './control-call.ts';

/** What the recipients of the account got, and what they write. */
export const inboxHandlers: ControlHandlers['inbox'] = {
  list: ({ limit = 100, ...condition }, { account }) => ({
    data: account.inbox.list(given(condition)).slice(0, limit),
  }),
  async wait({ timeout_ms: timeoutMs, ...condition }, { account }) {
    try {
      return await account.inbox.wait({
        ...given(condition),
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
      });
    } catch (error) {
      if (error instanceof InboxTimeoutError) throw new Refusal('timeout', { message: error.message });
      throw error;
    }
  },
  async reply({ from, to, body }, { account }) {
    try {
      return await account.reply({ from, body, ...(to === undefined ? {} : { to }) });
    } catch (error) {
      if (error instanceof TypeError) throw fieldRefusal('to', 'required', error.message);
      throw error;
    }
  },
  clear: (_input, { account }) => account.inbox.clear(),
};

/** Fields that were given. */
function given<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  // What is left out is left out.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
