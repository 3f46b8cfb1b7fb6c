import * as v from 'valibot';
import { documented } from './documented.ts';
import type { In, Named, Parsed, Schema, Takes } from './endpoint.ts';
import * as f from './fields.ts';
import { mediaInputSchema } from './media.ts';
import { holdsUnsendable, leastCharacters, MAX_CHARACTERS } from './message-text.ts';
import { MAX_REFERENCE, MESSAGE_TYPES } from './message-values.table.ts';
import { metadata } from './metadata.ts';

/** The most files of one MMS. */
export const MAX_MEDIA = 10;
/** The most characters of a subject. */
export const MAX_SUBJECT = 64;
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
  reference: f.optional(f.text(MAX_REFERENCE)),
  /** When to send: a `Date`, or a text that the server reads, such as `next monday 9am`. In the future, at most 60 days ahead. */
  scheduled_at: f.optional(f.timeIn()),
};

const sendMessageFields = {
  /** The recipient in E.164, such as `+447700900123`. Spaces, `- ( ) .` are removed and a missing plus is added. */
  to: f.phone(),
  ...sharedFields,
  /** 1 to 10 files; their presence makes the message an MMS. */
  media: f.optional(f.upTo(MAX_MEDIA, mediaInputSchema)),
  /** The subject of an MMS, up to 64 characters. */
  subject: f.optional(f.text(MAX_SUBJECT)),
  /** `sms` or `mms`. Inferred from the media; a contradiction is refused. */
  type: f.optional(f.oneOf(MESSAGE_TYPES)),
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
