import {
  fieldProblemSchema,
  type Gives,
  listOf,
  open,
  orNull,
  type Schema,
  timeOut,
  type Whole,
  whole,
  words,
} from '@chatti/core/contract';
import * as v from 'valibot';

const verdicts = ['valid', 'invalid', 'not_checked'] as const;

const headersSchema: Schema<Record<string, string>, Record<string, string>> = v.record(
  v.string(),
  v.string(),
);

const journalEntryFields = {
  /** Its number: 1 for the first request of this sandbox. */
  number: whole(),
  /** As the reply carries it. */
  request_id: words(),
  /** The account of its key; null where it has none that opens one, or where that was not looked at. */
  account_id: orNull(words()),
  /** When it was answered on the sandbox's clock, ISO 8601 in UTC. */
  at: timeOut(),
  duration_ms: v.number(),
  /** When it was answered in ms of real time, counted from the start of the process: tells how long a client waited. */
  real_ms: v.number(),
  method: words(),
  /** Path and query. */
  path: words(),
  /** The matched row of the contract, such as `messages.send`; null for everything else. */
  endpoint: orNull(words()),
  /** The headers, with secrets replaced by `[redacted]`. */
  request_headers: headersSchema,
  /** The body, as far as it is kept; null where there was none, or where it was not read. */
  request_body: orNull(words()),
  /** How long the body was, in bytes. */
  request_bytes: whole(),
  /** The status; null where the reply never left. */
  status: orNull(whole()),
  response_headers: headersSchema,
  /** The body, as far as it is kept; null where there was none, or where it is no text. */
  response_body: orNull(words()),
  /** How long the body was, in bytes. */
  response_bytes: whole(),
  /** The fault that it met by order, as it was written. */
  fault: orNull(words()),
  /**
   * The messages that it is about: those that it made, also where its reply was lost or was given before; the one that it
   * names in its path; the one whose opt-out link it follows.
   */
  message_ids: listOf(words()),
  /** What became of the check of its input. `not_checked`: it was turned away, or broken off, before. */
  verdict: v.picklist(verdicts),
  /** What the check found. */
  problems: listOf(fieldProblemSchema),
  /** The entry of the call's first attempt, which may be this one. Attempts of one call share it. */
  call: whole(),
  /** Which attempt of its call it is: 1 for the first. */
  attempt: whole(),
  /** The first entry with the same idempotency key for the same endpoint; null where this is the first. */
  same_key_as: orNull(whole()),
  /** The first entry that sent the same content to the same place; null where this is the first. */
  same_content_as: orNull(whole()),
};

/** One request and what came of it. */
export interface JournalEntry extends Whole<typeof journalEntryFields> {}
/** The schema of {@link JournalEntry}. */
export const journalEntrySchema: Gives<JournalEntry, JournalEntry> = open(journalEntryFields);

const secretHeaders = new Set(['x-api-key', 'authorization', 'proxy-authorization', 'cookie', 'set-cookie']);

/** Headers as they may be shown. */
export function redacted(headers: Headers): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of headers) shown[name] = secretHeaders.has(name) ? '[redacted]' : value;
  return shown;
}
