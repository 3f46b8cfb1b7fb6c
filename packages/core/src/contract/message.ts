import type { Gives, Reads, Whole } from './endpoint.ts';
import * as f from './fields.ts';
import { mediaSchema } from './media.ts';
import { DIRECTIONS, ENCODINGS, MESSAGE_TYPES } from './message-values.table.ts';
import { metadataOut } from './metadata.ts';
import { pageOf } from './page.ts';
import { errorBodySchema } from './problem.ts';
import { MESSAGE_STATUSES } from './status.ts';

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
  type: f.known(MESSAGE_TYPES),
  /** `outbound`: sent by you; `inbound`: a reply to you. */
  direction: f.known(DIRECTIONS),
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
  encoding: f.known(ENCODINGS),
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
  encoding: f.known(ENCODINGS),
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
