import {
  closed,
  count,
  flag,
  type Gives,
  id,
  type In,
  listOf,
  type May,
  messageSchema,
  MESSAGE_STATUSES,
  type Named,
  oneOf,
  open,
  optional,
  orNull,
  phone,
  sender,
  type Takes,
  text,
  timeOut,
  findingSchema,
  upTo,
  type Whole,
  whole,
  words,
} from '@chatti/core/contract';
import * as v from 'valibot';
import { journalEntrySchema } from '../journal/journal-entry.ts';
import { deliverySchema } from '../webhooks/delivery.ts';

/** The longest text of a field, in characters. */
const maxText = 2000;

/** The longest step of the clock, in ms: ten years. */
const maxStepMs = 315_576_000_000;

/** What takes nothing. */
export interface Nothing extends Named {}
/** The schema of {@link Nothing}. */
export const nothingSchema: Takes<Nothing> = closed({});

const sandboxStateFields = {
  /** The base URL of the API, with its `/v1`. */
  base_url: words(),
  /** The account whose key was sent, or else the ready-made one. */
  account_id: words(),
  /** The sandbox's time, ISO 8601 in UTC. */
  now: timeOut(),
  /** Whether the clock is held and moves by `advance` and `next` only. */
  clock_held: v.boolean(),
  /** `full`: there was no room for more, and what happened since is not in it; a reset begins a new one. */
  recording: oneOf(['off', 'on', 'full']),
  /** How many steps the recording holds. */
  recorded_steps: whole(),
};

/** What a sandbox is like. */
export interface SandboxState extends Whole<typeof sandboxStateFields> {}
/** The schema of {@link SandboxState}. */
export const sandboxStateSchema: Gives<SandboxState, SandboxState> = open(sandboxStateFields);

const clockFields = {
  /** The sandbox's time, ISO 8601 in UTC. */
  now: timeOut(),
  /** Whether it is held and moves by `advance` and `next` only. */
  held: v.boolean(),
  /** When the next thing falls due (a step of a message, an attempt to deliver an event); null where nothing does. */
  next_at: orNull(timeOut()),
};

/** The clock. */
export interface ClockTime extends Whole<typeof clockFields> {}
/** The schema of {@link ClockTime}. */
export const clockTimeSchema: Gives<ClockTime, ClockTime> = open(clockFields);

const advanceFields = {
  /** How far, in ms: up to ten years. */
  ms: count(0, maxStepMs),
};

/** Moves the clock. */
export interface AdvanceClock extends In<typeof advanceFields>, Named {}
/** The schema of {@link AdvanceClock}. */
export const advanceClockSchema: Takes<AdvanceClock> = closed(advanceFields);

const setClockFields = {
  /** Whether it is to be held where it stands, or to run on from there. */
  held: flag(),
};

/** Holds the clock, or lets it run. */
export interface SetClock extends In<typeof setClockFields>, Named {}
/** The schema of {@link SetClock}. */
export const setClockSchema: Takes<SetClock> = closed(setClockFields);

const addFaultFields = {
  /** What the next requests meet, one each, such as `429; retry-after=5`. A single one with a probability. */
  faults: upTo(1000, text(maxText)),
  /** From 0 to 1: what each request is at risk of. Left out, the faults come for certain and once each. */
  probability: optional(v.number('invalid_type')),
  /** The only endpoint that it is for, such as `messages.send`. */
  endpoint: optional(text(maxText)),
  /** The key of the only account that it is for. */
  api_key: optional(text(maxText)),
};

/** Orders faults. */
export interface AddFault extends In<typeof addFaultFields>, Named {}
/** The schema of {@link AddFault}. */
export const addFaultSchema: Takes<AddFault> = closed(addFaultFields);

const orderedFaultFields = {
  /** What is still to come, the next one first. */
  faults: listOf(words()),
  /** The probability; null where they come for certain. */
  probability: orNull(v.number()),
  /** The endpoint that it is for; null for all. */
  endpoint: orNull(words()),
  /** Whether it is for one account only. */
  one_account: v.boolean(),
  /** That account; null for all, and where nobody has used its key yet. */
  account_id: orNull(words()),
};

/** Faults that are to come. */
export interface OrderedFault extends Whole<typeof orderedFaultFields> {}
/** The schema of {@link OrderedFault}. */
export const orderedFaultSchema: Gives<OrderedFault, OrderedFault> = open(orderedFaultFields);

const orderedFaultsFields = {
  /** In the order in which they are met. */
  data: listOf(orderedFaultSchema),
};

/** All faults that are to come. */
export interface OrderedFaults extends Whole<typeof orderedFaultsFields> {}
/** The schema of {@link OrderedFaults}. */
export const orderedFaultsSchema: Gives<OrderedFaults, OrderedFaults> = open(orderedFaultsFields);

const inboxConditionFields = {
  /** The recipient. */
  to: optional(phone()),
  /** The sender. */
  from: optional(sender()),
  /** Text that it holds somewhere. */
  body: optional(text(maxText)),
  /** The reference. */
  reference: optional(text(maxText)),
  /** The status. */
  status: optional(oneOf(MESSAGE_STATUSES)),
};

const listInboxFields = {
  ...inboxConditionFields,
  /** At most so many. Default 100. */
  limit: optional(count(1, 1000)),
};

/** Which messages of the inbox are wanted. */
export interface ListInbox extends May<typeof listInboxFields>, Named {}
/** The schema of {@link ListInbox}. */
export const listInboxSchema: Takes<ListInbox> = closed(listInboxFields);

const waitInboxFields = {
  ...inboxConditionFields,
  /** How long to wait, in ms of real time. Default 5000. */
  timeout_ms: optional(count(0, 600_000)),
};

/** Which message is waited for. */
export interface WaitInbox extends May<typeof waitInboxFields>, Named {}
/** The schema of {@link WaitInbox}. */
export const waitInboxSchema: Takes<WaitInbox> = closed(waitInboxFields);

const inboxMessagesFields = {
  /** Newest first. */
  data: listOf(messageSchema),
};

/** Messages of the inbox. */
export interface InboxMessages extends Whole<typeof inboxMessagesFields> {}
/** The schema of {@link InboxMessages}. */
export const inboxMessagesSchema: Gives<InboxMessages, InboxMessages> = open(inboxMessagesFields);

const writeReplyFields = {
  /** Who writes. */
  from: phone(),
  /** The account's number that is written to. Default the sender of the newest message to `from`. */
  to: optional(phone()),
  /** The text. One keyword alone, such as `STOP`, acts. */
  body: text(maxText),
};

/** What somebody writes to the account. */
export interface WriteReply extends In<typeof writeReplyFields>, Named {}
/** The schema of {@link WriteReply}. */
export const writeReplySchema: Takes<WriteReply> = closed(writeReplyFields);

const listJournalFields = {
  /** Only requests to this row, such as `messages.send`. */
  endpoint: optional(text(maxText)),
  /** Only requests of this account. */
  account_id: optional(text(maxText)),
  /**
   * Only requests about the message with this id: those that made it (also in a batch, with a lost reply, or answered again for
   * its idempotency key), named it, or followed its opt-out link; with all attempts of the same calls.
   */
  message_id: optional(id()),
  /** Only the attempts of the call that the entry with this number belongs to. */
  call: optional(count(1, Number.MAX_SAFE_INTEGER)),
  /** At most so many, the newest. Default 100. */
  limit: optional(count(1, 1000)),
};

/** Which requests are wanted. */
export interface ListJournal extends May<typeof listJournalFields>, Named {}
/** The schema of {@link ListJournal}. */
export const listJournalSchema: Takes<ListJournal> = closed(listJournalFields);

const journalEntriesFields = {
  /** Newest first. */
  data: listOf(journalEntrySchema),
  /**
   * Since when every request is kept, on the sandbox's clock, ISO 8601 in UTC: of those answered then or before, some are not.
   * Null where none is missing.
   */
  kept_since: orNull(timeOut()),
};

/** Requests of the journal. */
export interface JournalEntries extends Whole<typeof journalEntriesFields> {}
/** The schema of {@link JournalEntries}. */
export const journalEntriesSchema: Gives<JournalEntries, JournalEntries> = open(journalEntriesFields);

const journalKeyFields = {
  /** The number of the entry. */
  number: count(1, Number.MAX_SAFE_INTEGER),
};

/** Names one entry of the journal. */
export interface JournalKey extends In<typeof journalKeyFields>, Named {}
/** The schema of {@link JournalKey}. */
export const journalKeySchema: Takes<JournalKey> = closed(journalKeyFields);

const copiesFields = {
  /** A line for a shell, which takes the key from `CHATTI_API_KEY`. */
  curl: words(),
  /** A call of the client. */
  code: words(),
};

/** A request to be copied. */
export interface RequestCopies extends Whole<typeof copiesFields> {}
/** The schema of {@link RequestCopies}. */
export const requestCopiesSchema: Gives<RequestCopies, RequestCopies> = open(copiesFields);

const listDeliveriesFields = {
  /** Only deliveries of events about the message with this id, and about the opt-out that it brought. */
  message_id: optional(id()),
  /** At most so many, the newest. Default 100. */
  limit: optional(count(1, 1000)),
};

/** Which deliveries are wanted. */
export interface ListDeliveries extends May<typeof listDeliveriesFields>, Named {}
/** The schema of {@link ListDeliveries}. */
export const listDeliveriesSchema: Takes<ListDeliveries> = closed(listDeliveriesFields);

const deliveriesFields = {
  /** Newest first. */
  data: listOf(deliverySchema),
  /**
   * Since when every delivery is kept, on the sandbox's clock, ISO 8601 in UTC: of those made then or before, some are not. Null
   * where none is missing.
   */
  kept_since: orNull(timeOut()),
};

/** Deliveries of events. */
export interface Deliveries extends Whole<typeof deliveriesFields> {}
/** The schema of {@link Deliveries}. */
export const deliveriesSchema: Gives<Deliveries, Deliveries> = open(deliveriesFields);

const thingKeyFields = {
  /** Its `id`. */
  id: id(),
};

/** Names one delivery, or one message. */
export interface ThingKey extends In<typeof thingKeyFields>, Named {}
/** The schema of {@link ThingKey}. */
export const thingKeySchema: Takes<ThingKey> = closed(thingKeyFields);

const fileFields = {
  /** The file's name. */
  filename: optional(text(maxText)),
  /** The file's URL. */
  url: optional(text(maxText)),
};

/** A file of a message to be judged. */
export interface CheckFile extends May<typeof fileFields>, Named {}
/** The schema of {@link CheckFile}. */
export const checkFileSchema: Takes<CheckFile> = closed(fileFields);

const checkMessageFields = {
  /** The recipient. */
  to: optional(text(maxText)),
  /** The sender. */
  from: optional(text(maxText)),
  /** The text, with `{OptOutURL}` in place of the link. */
  body: optional(text(maxText)),
  /** The files. */
  media: optional(upTo(10, checkFileSchema)),
};

/** A message to be judged. */
export interface CheckMessage extends May<typeof checkMessageFields>, Named {}
/** The schema of {@link CheckMessage}. */
export const checkMessageSchema: Takes<CheckMessage> = closed(checkMessageFields);

const findingsFields = {
  /** What is doubtful; empty where nothing is. */
  findings: listOf(findingSchema),
};

/** What is doubtful about a message. */
export interface Findings extends Whole<typeof findingsFields> {}
/** The schema of {@link Findings}. */
export const findingsSchema: Gives<Findings, Findings> = open(findingsFields);

const recordingFields = {
  /** The format of the recording. */
  format: whole(),
  /** What ids and tokens are derived from. */
  seed: words(),
  /** The time at its start, in ms since 1970. */
  started_at: v.number(),
  /** When there was no room for more, in ms since 1970; null where everything so far is in it. */
  ended_at: orNull(v.number()),
  /** What was said of the sandbox. */
  options: v.record(v.string(), v.unknown()),
  /** What happened, step by step: to be kept and replayed, not to be read. */
  steps: v.array(v.record(v.string(), v.unknown())),
};

/** Everything that happened in a sandbox from its start. */
export interface RecordingDocument extends Whole<typeof recordingFields> {}
/** The schema of {@link RecordingDocument}. */
export const recordingDocumentSchema: Gives<RecordingDocument, RecordingDocument> = open(recordingFields);

const snapshotFields = {
  /** The format of the snapshot. */
  format: whole(),
  /** The sandbox's time, in ms since 1970. */
  now: v.number('invalid_type'),
  /** Everything that it holds: to be kept and given back, not to be read. */
  tables: v.record(v.string(), v.array(v.record(v.string(), v.unknown()))),
};

/** Everything a sandbox holds at one moment. */
export interface SnapshotDocument extends Whole<typeof snapshotFields> {}
/** The schema of {@link SnapshotDocument}. */
export const snapshotDocumentSchema: Gives<SnapshotDocument, SnapshotDocument> = open(snapshotFields);

/** A snapshot to be put in the place of everything. */
export interface RestoreSnapshot extends In<typeof snapshotFields>, Named {}
/** The schema of {@link RestoreSnapshot}. */
export const restoreSnapshotSchema: Takes<RestoreSnapshot> = closed(snapshotFields);
