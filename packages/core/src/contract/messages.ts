import { endpoint, type In, type May, type Named, type Takes } from './endpoint.ts';
import * as f from './fields.ts';
import { batchResultSchema, messagePageSchema, messageSchema, previewSchema } from './message.ts';
import { DIRECTIONS, MAX_REFERENCE, MESSAGE_TYPES } from './message-values.table.ts';
import { type PageQuery, pageQueryFields } from './page.ts';
import {
  batchEnvelopeSchema,
  previewMessageSchema,
  sendBatchSchema,
  sendMessageSchema,
} from './send-message.ts';
import { MESSAGE_STATUSES } from './status.ts';

const listMessagesFields = {
  ...pageQueryFields,
  /** Only messages sent by you, or only replies. */
  direction: f.optional(f.oneOf(DIRECTIONS)),
  /** Only messages in this status. */
  status: f.optional(f.oneOf(MESSAGE_STATUSES)),
  /** Only SMS or only MMS. */
  type: f.optional(f.oneOf(MESSAGE_TYPES)),
  /** Only messages to this number. */
  to: f.optional(f.phone()),
  /** Only messages from this sender. */
  from: f.optional(f.sender()),
  /** Only messages with this reference. */
  reference: f.optional(f.text(MAX_REFERENCE)),
};

/** What `messages.list` takes. */
export interface ListMessages extends PageQuery, May<typeof listMessagesFields>, Named {}
/** The schema of {@link ListMessages}. */
export const listMessagesSchema: Takes<ListMessages> = f.closed(listMessagesFields);

const messageKeyFields = {
  /** The message's `id`. */
  id: f.id(),
};

/** Names one message. */
export interface MessageKey extends In<typeof messageKeyFields>, Named {}
/** The schema of {@link MessageKey}. */
export const messageKeySchema: Takes<MessageKey> = f.closed(messageKeyFields);

/** Messages: send, look up, cancel. */
export const messages = {
  /**
   * Send one message to one recipient.
   *
   * Never sent twice: it is tried again only where it is proven that nothing was sent, or where the server honours
   * idempotency keys.
   *
   * @throws `InputError` before anything leaves; `ApiError` where the server refuses (`outcome: 'rejected'`);
   * `NetworkError`, `TimeoutError` or `ReplyError` otherwise: their `outcome` says whether it may have been sent.
   * @example
   * ```ts
   * const message = await chatti.messages.send({ to: '+447700900123', from: 'Acme Shoes', body: 'Your order is ready.' });
   * ```
   */
  send: endpoint({
    method: 'POST',
    path: '/messages',
    input: sendMessageSchema,
    output: messageSchema,
    status: 200,
    retry: 'never',
  }),
  /**
   * Send up to 1000 messages in one request. A success may hold rejected items: look at each item's `status`.
   *
   * @throws As `send`. An `unknown` outcome is the outcome of every item.
   */
  sendBatch: endpoint({
    method: 'POST',
    path: '/messages/batch',
    input: sendBatchSchema,
    envelope: batchEnvelopeSchema,
    output: batchResultSchema,
    status: 200,
    retry: 'never',
  }),
  /** Read one page of messages, newest first. */
  list: endpoint({
    method: 'GET',
    path: '/messages',
    input: listMessagesSchema,
    output: messagePageSchema,
    status: 200,
    retry: 'safe',
  }),
  /** Read one message. */
  get: endpoint({
    method: 'GET',
    path: '/messages/{id}',
    input: messageKeySchema,
    output: messageSchema,
    status: 200,
    retry: 'safe',
  }),
  /**
   * Cancel a scheduled message. Cancelling a cancelled message is a success again.
   *
   * @throws `ApiError` with code `not_cancellable` when the message is not scheduled any more.
   */
  cancel: endpoint({
    method: 'POST',
    path: '/messages/{id}/cancel',
    input: messageKeySchema,
    output: messageSchema,
    status: 200,
    retry: 'safe',
  }),
  /** Learn what a send would be (length, encoding, segments, price, warnings, errors) without sending. */
  preview: endpoint({
    method: 'POST',
    path: '/messages/preview',
    input: previewMessageSchema,
    output: previewSchema,
    status: 200,
    retry: 'safe',
  }),
};
