import type { Gives, Reads, Whole } from './endpoint.ts';
import * as f from './fields.ts';
import { messageSchema } from './message.ts';
import { optOutSchema } from './opt-outs.ts';

/** Every documented type of webhook event. */
export const EVENT_TYPES = [
  'message.sent',
  'message.delivered',
  'message.undelivered',
  'message.expired',
  'message.failed',
  'message.cancelled',
  'message.received',
  'opt_out.created',
  'opt_out.deleted',
  'webhook.test',
] as const;

/** A documented type of webhook event. */
export type EventType = (typeof EVENT_TYPES)[number];

const eventDataFields = {
  /** The message, for the types `message.*`. */
  message: f.optional(messageSchema),
  /** The opt-out, for the types `opt_out.*`. */
  opt_out: f.optional(optOutSchema),
};

/** What an event is about: a message, an opt-out, or nothing for a test. */
export interface EventData extends Reads<typeof eventDataFields> {}
/** EventData, complete as a server writes it. */
export interface CompleteEventData extends Whole<typeof eventDataFields> {}
/** The schema of {@link EventData}. */
export const eventDataSchema: Gives<EventData, CompleteEventData> = f.open(eventDataFields);

const eventFields = {
  /** The event's identifier, the same in every delivery of it. */
  id: f.id(),
  /** What happened. An unknown type stays a plain string. */
  type: f.known(EVENT_TYPES),
  /** When it happened, ISO 8601 in UTC. */
  timestamp: f.timeOut(),
  /** What it is about. */
  data: eventDataSchema,
};

/** One webhook event: at least once, in no order. */
export interface ChattiEvent extends Reads<typeof eventFields> {}
/** ChattiEvent, complete as a server writes it. */
export interface CompleteChattiEvent extends Whole<typeof eventFields> {}
/** The schema of {@link ChattiEvent}. */
export const eventSchema: Gives<ChattiEvent, CompleteChattiEvent> = f.open(eventFields);
