import {
  closed,
  count,
  documented,
  type Fields,
  id,
  type In,
  known,
  type ListMessages,
  listMessagesSchema,
  listOf,
  type May,
  MESSAGE_STATUSES,
  type Gives,
  type Named,
  oneOf,
  open,
  optional,
  type Schema,
  type Takes,
  text,
  timeOut,
  type Whole,
  whole,
  words,
} from '@chatti/core/contract';
import { type Encoding, SEGMENT_UNITS } from '@chatti/core/rules';
import * as v from 'valibot';

/** The longest code of an error, in characters. */
const maxCode = 100;

/** The longest text that is looked for, in characters. */
const maxText = 2000;

/** Flags of a query come as text. */
function queryFlag(): Schema<boolean, boolean> {
  const read = v.pipe(
    v.union([v.boolean(), v.picklist(['true', 'false'])], 'invalid_type'),
    v.transform((value) => value === true || value === 'true'),
  );
  // Text is what a query string carries; a caller writes a boolean.
  return documented({ type: 'boolean' }, read) as unknown as Schema<boolean, boolean>;
}

/** The most segments that can be asked for: more than any text has. */
const maxSegments = 1000;

// Object.keys gives the table's own keys; its type cannot say so.
const encodings = Object.keys(SEGMENT_UNITS) as Encoding[];

// Made by `closed`, which keeps its fields at hand; the type of a schema does not say so.
const { entries: listFields } = listMessagesSchema as Takes<ListMessages> & { readonly entries: Fields };

const searchFields = {
  /**
   * Words apart by space, and phrases in double quotes, such as `sale "20% off"`: each must be somewhere in text, recipient,
   * sender, reference or subject, in capitals or not. The words of a phrase stand next to each other, with any white space
   * between them. In a phrase `\"` is a quote and `\\` a backslash; one that nobody closes goes to the end.
   */
  words: optional(text(maxText)),
  /** Only texts in this encoding. */
  encoding: optional(oneOf(encodings)),
  /** Only messages of so many segments or more. */
  min_segments: optional(count(0, maxSegments)),
  /** Only messages of so many segments or fewer. */
  max_segments: optional(count(0, maxSegments)),
  /** Only messages with files, or only those without. */
  has_media: optional(queryFlag()),
  /** Only messages that were sent with an opt-out link, or only those without. */
  has_opt_out: optional(queryFlag()),
};

/** Which messages are looked for: as `messages.list` of the API has it, and by what is in them. */
export interface SearchMessages extends ListMessages, May<typeof searchFields> {}
/** The schema of {@link SearchMessages}. */
export const searchMessagesSchema: Takes<SearchMessages> = closed({
  ...listFields,
  ...searchFields,
});

/** The names of the filters that the API's own list does not have. */
export const SEARCH_FILTERS = Object.keys(searchFields);

/** What messages have cost, less what was given back, as decimal text in each currency. */
const cost = () => listOf(open({ currency: words(), amount: words() }));

const messageStatsFields = {
  /** How many messages there are. */
  total: whole(),
  /** How many of them are in each status. */
  by_status: countsOf(MESSAGE_STATUSES),
  /** How many were sent, and how many came in. */
  by_direction: countsOf(['inbound', 'outbound']),
  /** How many are SMS, and how many MMS. */
  by_type: countsOf(['sms', 'mms']),
  /** How many have how many segments and what they have cost, the fewest segments first. */
  by_segments: listOf(open({ segments: whole(), messages: whole(), cost: cost() })),
  /** What they have cost, less what was given back, as decimal text. */
  cost: cost(),
  /** How many numbers have opted out. */
  opt_outs: whole(),
  /** How long each part of `series` is, in seconds. */
  bucket_s: whole(),
  /** How many messages were made in each part of the latest time, the oldest first; the last one holds the present. */
  series: listOf(open({ at: timeOut(), messages: whole() })),
};

/** Messages of an account, counted. */
export interface MessageStats extends Whole<typeof messageStatsFields> {}
/** The schema of {@link MessageStats}. */
export const messageStatsSchema: Gives<MessageStats, MessageStats> = open(messageStatsFields);

/** A number for each of the names. */
function countsOf<const T extends string>(names: readonly T[]): Schema<Record<T, number>, Record<T, number>> {
  const fields = Object.fromEntries(names.map((name) => [name, whole()]));
  // One field for each name.
  return open(fields) as unknown as Schema<Record<T, number>, Record<T, number>>;
}

const countMessagesFields = {
  /** How long a part of the series is, in seconds. Default 60. */
  bucket_s: optional(count(1, 86_400)),
  /** How many parts the series has. Default 60. */
  buckets: optional(count(1, 500)),
};

/** How messages are to be counted. */
export interface CountMessages extends May<typeof countMessagesFields>, Named {}
/** The schema of {@link CountMessages}. */
export const countMessagesSchema: Takes<CountMessages> = closed(countMessagesFields);

const moveMessageFields = {
  /** The message's `id`. */
  id: id(),
  /** Where it is to go: a status that can follow its own. */
  status: oneOf(MESSAGE_STATUSES),
  /** `error.code` of a message that is `failed`, `undelivered` or `expired`. Default what such a message usually has. */
  error_code: optional(text(maxCode)),
};

/** Moves a message to another status. */
export interface MoveMessage extends In<typeof moveMessageFields>, Named {}
/** The schema of {@link MoveMessage}. */
export const moveMessageSchema: Takes<MoveMessage> = closed(moveMessageFields);

const nextStatusesFields = {
  /** Where the message is. */
  status: known(MESSAGE_STATUSES),
  /** Where it can go from there; empty where it never changes again. */
  next: listOf(oneOf(MESSAGE_STATUSES)),
};

/** Where a message can go. */
export interface NextStatuses extends Whole<typeof nextStatusesFields> {}
/** The schema of {@link NextStatuses}. */
export const nextStatusesSchema: Gives<NextStatuses, NextStatuses> = open(nextStatusesFields);
