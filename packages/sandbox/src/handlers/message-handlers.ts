import { chattiV1, type CompleteMessage, type ListMessages, type Parsed } from '@chatti/core/contract';
import type { Call } from '../call.ts';
import { preview } from '../messages/preview.ts';
import { sendBatch } from '../messages/send-batch.ts';
import { send } from '../messages/send.ts';
import { type Listing, makePage, type Span } from '../paging.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { isFiltered, MessageSearch } from '../store/message-search.ts';
import { messageOf } from '../store/message-of.ts';
import type { MessageRow } from '../store/message-store.ts';
import type { HandlersOf } from './handlers.ts';

/** Messages: send, look up, cancel. */
export function messageHandlers(platform: Platform): HandlersOf<'messages'> {
  const find = (account: number, id: string): MessageRow => {
    const row = platform.messages.get(account, id);
    if (!row) throw new Refusal('not_found');
    return row;
  };
  return {
    send: (input, call) => send(platform, call, input),
    sendBatch: (input, call) => sendBatch(platform, call, input),
    list: (input, call) =>
      makePage(call, input, {
        row: chattiV1.messages.list,
        listing: (span) => messagesIn(platform, call, { span, input }),
      }),
    get: ({ id }, { account }) => messageOf(find(account.number, id)),
    cancel({ id }, { account }) {
      const row = find(account.number, id);
      if (row.status === 'cancelled') return messageOf(row);
      if (row.status !== 'scheduled') throw new Refusal('not_cancellable');
      return messageOf(platform.delivery.move(row, 'cancelled'));
    },
    preview: (input, call) => preview(platform, call, input),
  };
}

/** The messages of a span that the filters of the API let through. */
export function messagesIn(
  { db, messages }: Platform,
  { account }: Call,
  { span, input }: { span: Span; input: Parsed<ListMessages> },
): Listing<CompleteMessage> {
  const from = span.after === undefined ? 0 : messages.olderThan(account.number, span.after);
  const until =
    span.before === undefined
      ? messages.newest(account.number)
      : messages.olderThan(account.number, span.before);
  if (isFiltered(input)) {
    const search = new MessageSearch(db, { account: account.number, filter: input, from, until });
    return {
      count: () => search.count(),
      slice: (offset, limit) => search.slice(offset, limit).map(messageOf),
    };
  }
  return {
    count: () => until - from,
    slice(offset, limit) {
      const highest = until - offset;
      return messages.between(account.number, highest, Math.max(highest - limit, from) + 1).map(messageOf);
    },
  };
}
