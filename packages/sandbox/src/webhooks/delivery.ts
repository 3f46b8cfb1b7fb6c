import {
  EVENT_TYPES,
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

const states = ['pending', 'delivered', 'failed', 'disabled', 'dropped'] as const;

/**
 * What has become of a delivery: `pending` until it is `delivered` (a 2xx came), `failed` (the last attempt failed),
 * `disabled` (a 410 came) or `dropped` (its webhook was switched off or deleted before).
 */
export type DeliveryState = (typeof states)[number];

const triggers = ['schedule', 'resend'] as const;

const headersSchema: Schema<Record<string, string>, Record<string, string>> = v.record(
  v.string(),
  v.string(),
);

const deliveryAttemptFields = {
  /** 1 for the first. */
  number: whole(),
  /** What brought it about: the schedule, or somebody who asked for it. */
  trigger: v.picklist(triggers),
  /** When it was made on the sandbox's clock, ISO 8601 in UTC. */
  at: timeOut(),
  duration_ms: whole(),
  url: words(),
  /** The headers of the request. */
  request_headers: headersSchema,
  /** What was signed: id, timestamp and body, joined by full stops. */
  signature_input: words(),
  /** The status of the answer; null where none came. */
  status: orNull(whole()),
  response_headers: orNull(headersSchema),
  /** The beginning of the answer's body; null where none came. */
  response_body: orNull(words()),
  /** Why it failed, in a sentence; null where it did not. */
  error: orNull(words()),
};

/** One attempt to deliver an event. */
export interface DeliveryAttempt extends Whole<typeof deliveryAttemptFields> {}
/** The schema of {@link DeliveryAttempt}. */
export const deliveryAttemptSchema: Gives<DeliveryAttempt, DeliveryAttempt> = open(deliveryAttemptFields);

const deliveryFields = {
  /** The `webhook-id` of every attempt. */
  id: words(),
  webhook_id: words(),
  event_id: words(),
  event_type: v.picklist(EVENT_TYPES),
  state: v.picklist(states),
  /** When it was first due, ISO 8601 in UTC. */
  created_at: timeOut(),
  /** When the next attempt is due, ISO 8601 in UTC; null where none is. */
  next_attempt_at: orNull(timeOut()),
  /** The body as it is posted, byte for byte. */
  body: words(),
  /** Oldest first. */
  attempts: listOf(deliveryAttemptSchema),
};

/** One event on its way to one webhook, with every attempt. */
export interface Delivery extends Whole<typeof deliveryFields> {}
/** The schema of {@link Delivery}. */
export const deliverySchema: Gives<Delivery, Delivery> = open(deliveryFields);

/** How an attempt ended. */
export type AttemptResult = Pick<DeliveryAttempt, 'status' | 'response_headers' | 'response_body' | 'error'>;
