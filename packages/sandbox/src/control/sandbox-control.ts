import { defineContract, endpoint, messagePageSchema, messageSchema } from '@chatti/core/contract';
import { journalEntrySchema } from '../journal/journal-entry.ts';
import { deliverySchema } from '../webhooks/delivery.ts';
import * as f from './control-fields.ts';
import * as m from './message-fields.ts';
import { settingsDocumentSchema, updateSettingsSchema } from './settings-fields.ts';

/** The sandbox as a whole. */
const sandbox = {
  /** Read what the sandbox is like. */
  get: endpoint({
    method: 'GET',
    path: '/state',
    input: f.nothingSchema,
    output: f.sandboxStateSchema,
    status: 200,
    retry: 'safe',
  }),
  /** Forget everything but the time. With a seed, ids and tokens begin anew; faults and settings are as the options say. */
  reset: endpoint({
    method: 'POST',
    path: '/reset',
    input: f.nothingSchema,
    output: null,
    status: 204,
    retry: 'safe',
  }),
  /** Read everything the sandbox holds. */
  snapshot: endpoint({
    method: 'GET',
    path: '/snapshot',
    input: f.nothingSchema,
    output: f.snapshotDocumentSchema,
    status: 200,
    retry: 'safe',
  }),
  /**
   * Read everything that happened so far, to be replayed. Answered 404 where the sandbox keeps no recording. It holds up to
   * 50 000 steps, and about 64 MB.
   */
  recording: endpoint({
    method: 'GET',
    path: '/recording',
    input: f.nothingSchema,
    output: f.recordingDocumentSchema,
    status: 200,
    retry: 'safe',
  }),
  /** Put a snapshot in the place of everything, up to 8 MB. */
  restore: endpoint({
    method: 'PUT',
    path: '/snapshot',
    input: f.restoreSnapshotSchema,
    output: null,
    status: 204,
    retry: 'safe',
  }),
};

/** The clock. */
const clock = {
  /** Read the time, and when the next thing falls due. */
  get: endpoint({
    method: 'GET',
    path: '/clock',
    input: f.nothingSchema,
    output: f.clockTimeSchema,
    status: 200,
    retry: 'safe',
  }),
  /**
   * Hold the clock where it stands, or let it run on from there at the computer's speed: it never goes back. Answered once
   * everything that is due by now is done.
   */
  set: endpoint({
    method: 'PUT',
    path: '/clock',
    input: f.setClockSchema,
    output: f.clockTimeSchema,
    status: 200,
    retry: 'safe',
  }),
  /** Move the time on, and do on the way everything that falls due. Answered once it is done. */
  advance: endpoint({
    method: 'POST',
    path: '/clock/advance',
    input: f.advanceClockSchema,
    output: f.clockTimeSchema,
    status: 200,
    retry: 'never',
  }),
  /**
   * Move the time on to when the next thing falls due, and do it. Answered once it is done; where nothing is due the time
   * stays as it is.
   */
  next: endpoint({
    method: 'POST',
    path: '/clock/next',
    input: f.nothingSchema,
    output: f.clockTimeSchema,
    status: 200,
    retry: 'never',
  }),
};

/** What can be changed while the sandbox runs. A reset puts it back to what the options say. */
const settings = {
  /** Read the settings of the account, and the latency of all. */
  get: endpoint({
    method: 'GET',
    path: '/settings',
    input: f.nothingSchema,
    output: settingsDocumentSchema,
    status: 200,
    retry: 'safe',
  }),
  /** Change some of them, until a reset or the end of the sandbox; whatever is left out stays as it is. */
  update: endpoint({
    method: 'PATCH',
    path: '/settings',
    input: updateSettingsSchema,
    output: settingsDocumentSchema,
    status: 200,
    retry: 'safe',
  }),
};

/** Faults to order. */
const faults = {
  /** Read what is still to come. */
  list: endpoint({
    method: 'GET',
    path: '/faults',
    input: f.nothingSchema,
    output: f.orderedFaultsSchema,
    status: 200,
    retry: 'safe',
  }),
  /** Order faults: a script, or one by chance. */
  add: endpoint({
    method: 'POST',
    path: '/faults',
    input: f.addFaultSchema,
    output: f.orderedFaultsSchema,
    status: 200,
    retry: 'never',
  }),
  /** Order that nothing goes wrong any more. */
  clear: endpoint({
    method: 'DELETE',
    path: '/faults',
    input: f.nothingSchema,
    output: null,
    status: 204,
    retry: 'safe',
  }),
};

/** The messages of the account, beyond what the API can do. */
const messages = {
  /** Look for messages, as `messages.list` of the API does and by what is in them, newest first. */
  list: endpoint({
    method: 'GET',
    path: '/messages',
    input: m.searchMessagesSchema,
    output: messagePageSchema,
    status: 200,
    retry: 'safe',
  }),
  /** Count them: by status, direction, type and segments, with what they cost, and in parts of the latest time. */
  stats: endpoint({
    method: 'GET',
    path: '/stats',
    input: m.countMessagesSchema,
    output: m.messageStatsSchema,
    status: 200,
    retry: 'safe',
  }),
  /**
   * Move a message to a status that can follow its own, with everything that comes with it: times, price, events to
   * webhooks, the steps after it.
   */
  move: endpoint({
    method: 'POST',
    path: '/messages/{id}/status',
    input: m.moveMessageSchema,
    output: messageSchema,
    status: 200,
    retry: 'never',
  }),
  /** Read where a message can go from its status. */
  nextStatuses: endpoint({
    method: 'GET',
    path: '/messages/{id}/next_statuses',
    input: f.thingKeySchema,
    output: m.nextStatusesSchema,
    status: 200,
    retry: 'safe',
  }),
};

/** What the recipients of the account got, and what they write. */
const inbox = {
  /** Read the messages that went out and fit, newest first. */
  list: endpoint({
    method: 'GET',
    path: '/inbox',
    input: f.listInboxSchema,
    output: f.inboxMessagesSchema,
    status: 200,
    retry: 'safe',
  }),
  /** Wait for a message that fits. One that is there already counts; where none comes in time the answer is 504. */
  wait: endpoint({
    method: 'GET',
    path: '/inbox/wait',
    input: f.waitInboxSchema,
    output: messageSchema,
    status: 200,
    retry: 'safe',
  }),
  /** Have somebody write to the account. One keyword alone acts. */
  reply: endpoint({
    method: 'POST',
    path: '/inbox/reply',
    input: f.writeReplySchema,
    output: messageSchema,
    status: 200,
    retry: 'never',
  }),
  /** Empty the inbox. The API's own list keeps the messages. */
  clear: endpoint({
    method: 'DELETE',
    path: '/inbox',
    input: f.nothingSchema,
    output: null,
    status: 204,
    retry: 'safe',
  }),
};

/** The journal of requests. */
const journal = {
  /** Read the newest requests, of all accounts: up to 1000 of them are kept, and 32 MB. */
  list: endpoint({
    method: 'GET',
    path: '/journal',
    input: f.listJournalSchema,
    output: f.journalEntriesSchema,
    status: 200,
    retry: 'safe',
  }),
  /** Read one request. */
  get: endpoint({
    method: 'GET',
    path: '/journal/{number}',
    input: f.journalKeySchema,
    output: journalEntrySchema,
    status: 200,
    retry: 'safe',
  }),
  /** Read one request as something to copy. */
  copy: endpoint({
    method: 'GET',
    path: '/journal/{number}/copy',
    input: f.journalKeySchema,
    output: f.requestCopiesSchema,
    status: 200,
    retry: 'safe',
  }),
  /** Forget all requests. */
  clear: endpoint({
    method: 'DELETE',
    path: '/journal',
    input: f.nothingSchema,
    output: null,
    status: 204,
    retry: 'safe',
  }),
};

/** What became of the events that were posted to the account's webhooks. */
const deliveries = {
  /** Read the newest deliveries, with all their attempts: 10 000 of them are kept. */
  list: endpoint({
    method: 'GET',
    path: '/deliveries',
    input: f.listDeliveriesSchema,
    output: f.deliveriesSchema,
    status: 200,
    retry: 'safe',
  }),
  /** Read one delivery. */
  get: endpoint({
    method: 'GET',
    path: '/deliveries/{id}',
    input: f.thingKeySchema,
    output: deliverySchema,
    status: 200,
    retry: 'safe',
  }),
  /** Post an event once more, and wait for the answer. */
  resend: endpoint({
    method: 'POST',
    path: '/deliveries/{id}/resend',
    input: f.thingKeySchema,
    output: deliverySchema,
    status: 200,
    retry: 'never',
  }),
  /** Wait until no attempt is due or under way. */
  settle: endpoint({
    method: 'POST',
    path: '/deliveries/settle',
    input: f.nothingSchema,
    output: null,
    status: 204,
    retry: 'safe',
  }),
};

/** Would this be wise in production? */
const lint = {
  /** Judge a message that is not sent. */
  check: endpoint({
    method: 'POST',
    path: '/lint',
    input: f.checkMessageSchema,
    output: f.findingsSchema,
    status: 200,
    retry: 'safe',
  }),
  /** Judge a message of the account. */
  message: endpoint({
    method: 'GET',
    path: '/messages/{id}/lint',
    input: f.thingKeySchema,
    output: f.findingsSchema,
    status: 200,
    retry: 'safe',
  }),
};

/** The type of {@link sandboxControl}. */
export type SandboxControl = {
  readonly sandbox: typeof sandbox;
  readonly clock: typeof clock;
  readonly settings: typeof settings;
  readonly faults: typeof faults;
  readonly messages: typeof messages;
  readonly inbox: typeof inbox;
  readonly journal: typeof journal;
  readonly deliveries: typeof deliveries;
  readonly lint: typeof lint;
};

/**
 * The control routes of a sandbox, under `/sandbox`: what a test in another process or another language steers it by.
 * They are no part of API V1. The account is that of `x-api-key`, or the ready-made one without it.
 *
 * @example
 * ```ts
 * const control = createClient(sandboxControl, { apiKey: 'sandbox-key', baseUrl: 'http://127.0.0.1:4010/sandbox' });
 * await control.clock.advance({ ms: 60_000 });
 * ```
 */
export const sandboxControl: SandboxControl = defineContract({
  sandbox,
  clock,
  settings,
  faults,
  messages,
  inbox,
  journal,
  deliveries,
  lint,
});
