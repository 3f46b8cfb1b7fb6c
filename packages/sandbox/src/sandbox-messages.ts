import type { CompleteMessage, Page } from '@chatti/core/contract';
import type { Call } from './call.ts';
import {
  type CountMessages,
  countMessagesSchema,
  type MessageStats,
  type MoveMessage,
  moveMessageSchema,
  type SearchMessages,
  searchMessagesSchema,
} from './control/message-fields.ts';
import { moveMessage } from './messages/move-message.ts';
import type { Platform } from './platform.ts';
import { demandInput, inProcess } from './refusal.ts';
import { countMessages } from './search/count-messages.ts';
import { listMessages } from './search/list-messages.ts';

/** All messages of an account, those that its recipients wrote among them. */
export interface AccountMessages {
  /**
   * Looks for messages, as `messages.list` of the API does and by what is in them, newest first.
   *
   * @throws `TypeError` that names a field that is wrong.
   * @example
   * ```ts
   * const page = await sandbox.messages.list({ words: 'summer sale', has_opt_out: false, per_page: 200 });
   * ```
   */
  list(query?: SearchMessages): Promise<Page<CompleteMessage>>;
  /**
   * Counts them: by status, direction, type and segments, with what they cost, and in parts of the latest time.
   *
   * @throws `TypeError` that names a field that is wrong.
   */
  stats(query?: CountMessages): Promise<MessageStats>;
  /**
   * Moves a message to a status that can follow its own (`nextStatuses` of `@chatti/core/contract` tells which), at once and with
   * everything that comes with it: times, price, events to webhooks, the steps after it.
   *
   * @throws `TypeError` where there is no such message, or where it cannot go there.
   * @example
   * ```ts
   * await sandbox.messages.move({ id: message.id, status: 'undelivered', error_code: 'filtered' });
   * ```
   */
  move(move: MoveMessage): Promise<CompleteMessage>;
}

/** The messages of the account with this key. */
export function accountMessages(platform: Platform, apiKey: string): AccountMessages {
  const { accounts, clock, sections, db, alias } = platform;
  const call = (): Call => ({
    account: accounts.look(apiKey),
    now: clock.date(),
    requestId: '',
    root: `${platform.publicOrigin()}/sandbox`,
  });
  return {
    list: (query = {}) =>
      inProcess(() => listMessages(platform, call(), demandInput(searchMessagesSchema, query))),
    stats: (query = {}) =>
      inProcess(() => countMessages(platform, call(), demandInput(countMessagesSchema, query))),
    async move(input) {
      const moved = await inProcess(() => {
        const move = demandInput(moveMessageSchema, input);
        return sections.run(
          () => ({ do: 'move', key: alias(apiKey), move }),
          () => db.write(() => moveMessage(platform, accounts.look(apiKey), move)),
        );
      });
      await db.settled();
      return moved;
    },
  };
}
