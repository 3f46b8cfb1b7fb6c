import {
  closed,
  count,
  documented,
  type Gives,
  type In,
  listOf,
  type May,
  type Named,
  open,
  optional,
  orNull,
  rateLimitSchema,
  type Schema,
  sender,
  type Takes,
  text,
  type Whole,
  words,
} from '@chatti/core/contract';
import * as v from 'valibot';
import { isOrigin } from '../account-settings.ts';
import { readMoney } from '../money.ts';

/** The longest name, in characters. */
const maxName = 200;

/** The most items of a list. */
const maxItems = 1000;

/** The longest latency, in ms: thirty days. */
const maxLatencyMs = 2_592_000_000;

/** The most requests and the longest period, in seconds, of a rate limit. */
const maxLimit = { requests: 1_000_000_000, periodS: 31_536_000 };

const settingsFields = {
  /** The account. */
  account_id: words(),
  /** How long messages stay `queued` and then `sent`, in ms each: those of all accounts. */
  latency_ms: v.number(),
  /** The account's name. */
  name: words(),
  /** What the account has left, as decimal text in US dollars. */
  balance: words(),
  /** The sender of messages that name none; null where `from` is required. */
  default_sender: orNull(words()),
  /** The senders that the account may use; null where it may use any. */
  senders: orNull(listOf(words())),
  /** The web origins that may call the API from a browser. */
  cors_origins: listOf(words()),
  /** How many requests the account may make in a period; null for no limit. */
  rate_limit: orNull(rateLimitSchema),
};

/** The settings that can be changed, as they stand. */
export interface SettingsDocument extends Whole<typeof settingsFields> {}
/** The schema of {@link SettingsDocument}. */
export const settingsDocumentSchema: Gives<SettingsDocument, SettingsDocument> = open(settingsFields);

const setRateLimitFields = {
  /** How many requests. */
  limit: count(1, maxLimit.requests),
  /** In how many seconds. */
  period_s: count(1, maxLimit.periodS),
};

/** A rate limit to be set. */
export interface SetRateLimit extends In<typeof setRateLimitFields>, Named {}
/** The schema of {@link SetRateLimit}. */
export const setRateLimitSchema: Takes<SetRateLimit> = closed(setRateLimitFields);

/** Decimal text with up to four decimals. */
function money(): Schema<string, string> {
  return documented(
    { type: 'string', pattern: '^\\d{1,11}(\\.\\d{1,4})?$' },
    v.pipe(
      v.string('invalid_type'),
      v.check((value) => readMoney(value) !== undefined, 'invalid_type'),
    ),
  );
}

/** A web origin, as a browser sends it. */
function origin(): Schema<string, string> {
  return documented(
    { type: 'string', format: 'uri' },
    v.pipe(v.string('invalid_type'), v.check(isOrigin, 'invalid_type')),
  );
}

/** A list of an input that may be empty. */
function several<In, Out>(item: Schema<In, Out>): Schema<In[], Out[]> {
  return documented(
    (inner) => ({ type: 'array', items: inner(item), maxItems }),
    v.pipe(v.array(item, 'invalid_type'), v.maxLength(maxItems, 'too_many_items')),
  );
}

const updateSettingsFields = {
  /** How long messages stay `queued` and then `sent` from now on, in ms each: those of all accounts. */
  latency_ms: optional(count(0, maxLatencyMs)),
  /** The account's name. */
  name: optional(text(maxName)),
  /** What the account is to have, as decimal text in US dollars. */
  balance: optional(money()),
  /** The sender of messages that name none; null for none. */
  default_sender: optional(orNull(sender())),
  /** The senders that the account may use; null for any. */
  senders: optional(orNull(several(sender()))),
  /** The web origins that may call the API from a browser, matched exactly. */
  cors_origins: optional(several(origin())),
  /** How many requests the account may make in a period, counted from now on; null for no limit. */
  rate_limit: optional(orNull(setRateLimitSchema)),
};

/** What of the settings is to change; whatever is left out stays as it is. */
export interface UpdateSettings extends May<typeof updateSettingsFields>, Named {}
/** The schema of {@link UpdateSettings}. */
export const updateSettingsSchema: Takes<UpdateSettings> = closed(updateSettingsFields);
