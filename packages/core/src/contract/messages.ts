import * as v from 'valibot';
import { documented } from './documented.ts';
import {
  endpoint,
  type Gives,
  type In,
  type May,
  type Named,
  type Parsed,
  type Reads,
  type Schema,
  type Takes,
  type Whole,
} from './endpoint.ts';
import * as f from './fields.ts';
import { mediaInputSchema, mediaSchema } from './media.ts';
import { holdsUnsendable, leastCharacters, MAX_CHARACTERS } from './message-text.ts';
import { metadata, metadataOut } from './metadata.ts';
import { pageOf, type PageQuery, pageQueryFields } from './page.ts';
import { errorBodySchema } from './problem.ts';
import { MESSAGE_STATUSES } from './status.ts';

const types = ['sms', 'mms'] as const;
const directions = ['outbound', 'inbound'] as const;
const encodings = ['GSM-7', 'UCS-2'] as const;

/** The most files of one MMS. */
const maxMedia = 10;
/** The most characters of a subject. */
const maxSubject = 64;
/** The most characters of a reference. */
const maxReference = 255;
/** The most messages of one batch. */
export const MAX_BATCH = 1000;

/** The text of a message: refused only where no link in place of its tags could bring it within the limit. */
function messageBody(): Schema<string, string> {
  return documented(
    { type: 'string', minLength: 1 },
    v.pipe(
      f.string(),
      f.rule((value) => value.length > 0, 'empty'),
      f.rule((value) => !holdsUnsendable(value), 'invalid_text'),
      f.rule((value) => leastCharacters(value) <= MAX_CHARACTERS, 'too_long'),
    ),
  );
}

const sharedFields = {
  /**
   * The sender: a number of the account (replies can come back), or an alphanumeric sender ID of 1 to 11 characters
   * (one-way, not available in every country). May be left out where the account has a default sender.
   */
  from: f.optional(f.sender()),
  /**
   * The text, 1 to 1570 characters once `{OptOutURL}` is replaced by the recipient's own opt-out link. Marketing
   * needs an opt-out at its end. May be left out where there is media.
   */
  body: f.optional(messageBody()),
  /** Your own name for this message, up to 255 characters, echoed everywhere and filterable. Never a dedupe key. */
  reference: f.optional(f.text(maxReference)),
  /** When to send: a `Date`, or a text that the server reads, such as `next monday 9am`. In the future, at most 60 days ahead. */
  scheduled_at: f.optional(f.timeIn()),
};

const sendMessageFields = {
  /** The recipient in E.164, such as `+447700900123`. Spaces, `- ( ) .` are removed and a missing plus is added. */
  to: f.phone(),
  ...sharedFields,
  /** 1 to 10 files; their presence makes the message an MMS. */
  media: f.optional(f.upTo(maxMedia, mediaInputSchema)),
  /** The subject of an MMS, up to 64 characters. */
  subject: f.optional(f.text(maxSubject)),
  /** `sms` or `mms`. Inferred from the media; a contradiction is refused. */
  type: f.optional(f.oneOf(types)),
  /** Your own facts: up to 20 keys of up to 100 characters, values of up to 256. */
  metadata: f.optional(metadata()),
};

/** What `messages.send` takes. */
export interface SendMessage extends In<typeof sendMessageFields>, Named {}
/** The schema of {@link SendMessage}. */
export const sendMessageSchema: Takes<SendMessage> = f.checked(f.closed(sendMessageFields), checkSend);

/** The rules of a send across its fields. */
function checkSend(message: Parsed<SendMessage>, complain: f.Complain): void {
  const mms = message.media !== undefined;
  if (message.body === undefined && !mms) complain('required', 'body');
  if (message.type !== undefined && (message.type === 'mms') !== mms) complain('contradiction', 'type');
  if (message.subject !== undefined && !mms) complain('contradiction', 'subject');
}

/** Takes anything: what `preview` and the envelope of a batch ask of a field. */
function anything(like: Schema): Schema {
  return documented((inner) => inner(like), v.optional(v.pipe(v.unknown(), v.transform(dateAsText))));
}

function dateAsText(value: unknown): unknown {
  if (!(value instanceof Date)) return value;
  return Number.isNaN(value.getTime()) ? String(value) : value.toISOString();
}

/** What `messages.preview` takes: the fields of a send, none required, broken rules told in the reply. */
export interface PreviewMessage extends Partial<SendMessage>, Named {}
// The fields are those of a send, so the type is too; what they hold is judged by the server, in `errors`.
/** The schema of {@link PreviewMessage}. */
export const previewMessageSchema = f.closed(
  Object.fromEntries(Object.entries(sendMessageFields).map(([key, field]) => [key, anything(field)])),
) as Schema as Takes<PreviewMessage>;

const sendBatchFields = {
  /** 1 to 1000 messages, each with the fields of `messages.send`. */
  messages: f.upTo(MAX_BATCH, namedSendMessage()),
  ...sharedFields,
};

/** The items of a batch are checked after the defaults are filled in, so here only their fields one by one. */
function namedSendMessage(): Schema<SendMessage, Parsed<SendMessage>> {
  return documented(
    (inner) => inner(sendMessageSchema),
    f.closed(sendMessageFields),
  ) as Schema as Takes<SendMessage>;
}

/** What `messages.sendBatch` takes: messages, and defaults for those that leave a field out. */
export interface SendBatch extends In<typeof sendBatchFields>, Named {}
/** The schema of {@link SendBatch}. */
export const sendBatchSchema: Takes<SendBatch> = f.checked(f.closed(sendBatchFields), (batch, complain) => {
  batch.messages.forEach((message, index) => {
    checkSend(withDefaults(batch, message), (code, ...path) => complain(code, 'messages', index, ...path));
  });
});

/** What a server checks of a batch as a whole; each item is judged alone, by `sendMessageSchema`. */
export const batchEnvelopeSchema: Schema<unknown, BatchEnvelope> = f.closed({
  ...sendBatchFields,
  messages: f.upTo(MAX_BATCH, v.unknown()),
});

/** A batch whose items are not judged yet. */
export interface BatchEnvelope extends Omit<Parsed<SendBatch>, 'messages'> {
  messages: unknown[];
}

/** An item of a batch with the batch's defaults where it leaves a field out. */
export function withDefaults<T extends object>(batch: BatchDefaults, item: T): T {
  const { from, body, reference, scheduled_at } = batch;
  const defaults = Object.entries({ from, body, reference, scheduled_at }).filter(
    ([, value]) => value !== undefined,
  );
  const given = Object.entries(item).filter(([, value]) => value !== undefined);
  // Own keys of the item and known keys of the defaults, which have the types of the item's.
  return Object.fromEntries([...defaults, ...given]) as T;
}

/** The defaults that a batch can hold. */
export interface BatchDefaults extends Partial<
  Pick<Parsed<SendBatch>, 'from' | 'body' | 'reference' | 'scheduled_at'>
> {}

const messageErrorFields = {
  /** Why it failed, for programs. */
  code: f.words(),
  /** Why it failed, in a sentence. */
  message: f.words(),
};

/** Why a message failed or was not delivered. */
export interface MessageError extends Reads<typeof messageErrorFields> {}
/** MessageError, complete as a server writes it. */
export interface CompleteMessageError extends Whole<typeof messageErrorFields> {}
/** The schema of {@link MessageError}. */
export const messageErrorSchema: Gives<MessageError, CompleteMessageError> = f.open(messageErrorFields);

const messageFields = {
  /** The message's identifier: opaque text. */
  id: f.id(),
  /** `sms` or `mms`. */
  type: f.known(types),
  /** `outbound`: sent by you; `inbound`: a reply to you. */
  direction: f.known(directions),
  /** Where the message is in its life; see `isFinal` and `nextStatuses`. `unknown` where the server did not say. */
  status: f.known(MESSAGE_STATUSES),
  /** The recipient, E.164. */
  to: f.words(),
  /** The sender: a number in E.164, or an alphanumeric sender ID. */
  from: f.words(),
  /** The text as sent, with the opt-out link in place of its tag; null for an MMS without text. */
  body: f.orNull(f.words()),
  /** The text as given; null where it held no `{OptOutURL}`. */
  body_template: f.orNull(f.words()),
  /** The length of `body` in characters (Unicode code points). */
  characters: f.whole(),
  /** How the text is encoded on its way: `GSM-7`, or `UCS-2` where one character demands it. */
  encoding: f.known(encodings),
  /** How many SMS the text takes; 0 for an MMS. */
  segments: f.whole(),
  /** The files of an MMS; empty for an SMS. */
  media: f.listOf(mediaSchema),
  /** The subject of an MMS. */
  subject: f.orNull(f.words()),
  /** Your own name for this message. */
  reference: f.orNull(f.words()),
  /** Your own facts. */
  metadata: metadataOut(),
  /** The price as decimal text, such as `0.0421`; null where it is not known yet. */
  price: f.orNull(f.words()),
  /** The price's currency, ISO 4217. */
  currency: f.words(),
  /** Why it failed or was not delivered; null otherwise. */
  error: f.orNull(messageErrorSchema),
  /** For a reply: the `id` of the message it answers. */
  in_reply_to: f.orNull(f.words()),
  /** When the message was made, ISO 8601 in UTC. */
  created_at: f.timeOut(),
  /** When anything about it last changed. */
  updated_at: f.timeOut(),
  /** When it is to be sent. */
  scheduled_at: f.orNull(f.timeOut()),
  /** When it was handed to the network. */
  sent_at: f.orNull(f.timeOut()),
  /** When the phone confirmed it. */
  delivered_at: f.orNull(f.timeOut()),
  /** When it came in; only for inbound messages. */
  received_at: f.orNull(f.timeOut()),
};

/** One message to or from one phone. */
export interface Message extends Reads<typeof messageFields> {}
/** Message, complete as a server writes it. */
export interface CompleteMessage extends Whole<typeof messageFields> {}
/** The schema of {@link Message}. */
export const messageSchema: Gives<Message, CompleteMessage> = f.open(messageFields);
/** The schema of a page of {@link Message}. */
export const messagePageSchema = pageOf(messageSchema);

const batchItemFields = {
  /** The item's place in the request, from 0. */
  index: f.whole(),
  /** `accepted` or `rejected`. */
  status: f.known(['accepted', 'rejected']),
  /** The message, where accepted. */
  message: f.orNull(messageSchema),
  /** Why not, where rejected. */
  error: f.orNull(errorBodySchema),
};

/** What became of one item of a batch. */
export interface BatchItem extends Reads<typeof batchItemFields> {}
/** BatchItem, complete as a server writes it. */
export interface CompleteBatchItem extends Whole<typeof batchItemFields> {}
/** The schema of {@link BatchItem}. */
export const batchItemSchema: Gives<BatchItem, CompleteBatchItem> = f.open(batchItemFields);

const batchResultFields = {
  /** How many items the request held. */
  total_count: f.whole(),
  /** How many were accepted. */
  accepted_count: f.whole(),
  /** How many were rejected. */
  rejected_count: f.whole(),
  /** What became of each, in the order of the request. */
  data: f.listOf(batchItemSchema),
};

/** What became of a batch. A success may hold rejected items. */
export interface BatchResult extends Reads<typeof batchResultFields> {}
/** BatchResult, complete as a server writes it. */
export interface CompleteBatchResult extends Whole<typeof batchResultFields> {}
/** The schema of {@link BatchResult}. */
export const batchResultSchema: Gives<BatchResult, CompleteBatchResult> = f.open(batchResultFields);

const findingFields = {
  /** Which field: `body`. Empty where it is about the message as a whole. */
  field: f.words(),
  /** What was found, for programs: a field code, a problem code such as `recipient_opted_out`, or a warning's own. */
  code: f.words(),
  /** What was found, in a sentence. */
  message: f.words(),
};

/** Something that a preview found. */
export interface Finding extends Reads<typeof findingFields> {}
/** Finding, complete as a server writes it. */
export interface CompleteFinding extends Whole<typeof findingFields> {}
/** The schema of {@link Finding}. */
export const findingSchema: Gives<Finding, CompleteFinding> = f.open(findingFields);

const previewFields = {
  /** The length in characters, with a link of the real length. */
  characters: f.whole(),
  /** `GSM-7` or `UCS-2`. */
  encoding: f.known(encodings),
  /** How many SMS it takes; 0 for an MMS. */
  segments: f.whole(),
  /** The length of one opt-out link, which each tag becomes. */
  opt_out_url_length: f.whole(),
  /** Whether it is within the 1570 characters. */
  within_limit: f.flag(),
  /** The price as decimal text; null where it is not known. */
  price: f.orNull(f.words()),
  /** What is doubtful but accepted. */
  warnings: f.listOf(findingSchema),
  /** What a send would be refused for. */
  errors: f.listOf(findingSchema),
};

/** What a send would be, without sending. */
export interface Preview extends Reads<typeof previewFields> {}
/** Preview, complete as a server writes it. */
export interface CompletePreview extends Whole<typeof previewFields> {}
/** The schema of {@link Preview}. */
export const previewSchema: Gives<Preview, CompletePreview> = f.open(previewFields);

const listMessagesFields = {
  ...pageQueryFields,
  /** Only messages sent by you, or only replies. */
  direction: f.optional(f.oneOf(directions)),
  /** Only messages in this status. */
  status: f.optional(f.oneOf(MESSAGE_STATUSES)),
  /** Only SMS or only MMS. */
  type: f.optional(f.oneOf(types)),
  /** Only messages to this number. */
  to: f.optional(f.phone()),
  /** Only messages from this sender. */
  from: f.optional(f.sender()),
  /** Only messages with this reference. */
  reference: f.optional(f.text(maxReference)),
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
