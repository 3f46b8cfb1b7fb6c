import { type CompleteMessage, type EventType, isFinal, type MessageStatus } from '@chatti/core/contract';
import type { Accounts } from '../accounts.ts';
import type { Agenda, Clock } from '../clock.ts';
import type { Events } from '../events.ts';
import { readMoney } from '../money.ts';
import type { Database } from '../store/database.ts';
import { messageOf } from '../store/message-of.ts';
import type { DueRow, MessageRow, MessageStore } from '../store/message-store.ts';
import type { Change } from './message.ts';
import { isOrdinary, type MagicRecipient, recipientOf } from './magic-recipients.table.ts';

/** After this time, counted from its time of sending, a message expires, in ms: 48 hours. */
export const EXPIRY_MS = 48 * 3_600_000;

/** How many messages are moved on before the sandbox looks at requests again; and how many of which somebody hears. */
const atOnce = 500;
const atOnceHeard = 100;

const optedOut = {
  code: 'recipient_opted_out',
  message: 'The recipient opted out before the message was sent.',
};

/** Statuses that nobody is told of: nothing has left yet. */
const silent: readonly MessageStatus[] = ['scheduled', 'queued'];

/** What delivery is made of. */
export interface DeliveryParts {
  readonly db: Database;
  readonly store: MessageStore;
  readonly accounts: Accounts;
  readonly events: Events;
  readonly clock: Clock;
  readonly latencyMs: number;
}

/** Moves messages along the status machine as their time comes. */
export class Delivery implements Agenda {
  readonly #parts: DeliveryParts;
  readonly #deliveredListeners: ((row: MessageRow, recipient: MagicRecipient) => void)[] = [];

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** When the step after `status` is due; undefined where the message stays as it is. */
  dueAfter(message: { status: MessageStatus; to: string; sendAt: number }, now: number): number | undefined {
    const next = nextStep(message.status, message.to);
    if (next === undefined) return undefined;
    if (next === 'expired') return message.sendAt + EXPIRY_MS;
    return message.status === 'scheduled' && next === 'queued' ? message.sendAt : now + this.#parts.latencyMs;
  }

  /** Moves one message to another status, and tells of it. */
  move(row: MessageRow, status: MessageStatus, error?: CompleteMessage['error']): MessageRow {
    const { store, accounts, events, clock } = this.#parts;
    const at = clock.now();
    const dueAt = this.dueAfter({ status, to: row.recipient, sendAt: row.send_at }, at);
    const change: Change = error ? { status, error, dueAt } : { status, dueAt };
    const moved = store.change(row, change, at);
    clock.wake(dueAt);
    events.messageChanged({ account: row.account, id: row.id });
    // What never left costs nothing.
    if (isFinal(status) && moved.sent_at === null) accounts.credit(row.account, priceOf(row));
    // The silent statuses are left out, and the others each have an event of their name.
    const type = `message.${status}` as EventType;
    if (!silent.includes(status))
      events.emit({ account: row.account, type, at, data: () => ({ message: messageOf(moved) }) });
    return moved;
  }

  /** Fails what is on its way to a number that has opted out. */
  failWaiting(account: number, number: string): void {
    for (const row of this.#parts.store.waitingFor(account, number)) this.move(row, 'failed', optedOut);
  }

  /** Calls `listener` for each message that is delivered. */
  onDelivered(listener: (row: MessageRow, recipient: MagicRecipient) => void): void {
    this.#deliveredListeners.push(listener);
  }

  nextAt(): number | undefined {
    return this.#parts.store.nextDue();
  }

  runDue(now: number): void {
    const { db, store } = this.#parts;
    const [quiet, heard] = this.#apart(store.due(now, atOnce));
    if (quiet.length > 0) db.writeReady(() => this.#stepQuietly(quiet));
    if (heard.length > 0) db.write(() => heard.slice(0, atOnceHeard).forEach((due) => this.#stepHeard(due)));
  }

  /** Those of which nothing comes but their next status, and the others. */
  #apart(due: readonly DueRow[]): [quiet: DueRow[], heard: DueRow[]] {
    const known = new Map<number, boolean>();
    const quiet: DueRow[] = [];
    const heard: DueRow[] = [];
    for (const row of due) {
      const isHeard = known.get(row.account) ?? this.#parts.events.isHeard(row.account);
      known.set(row.account, isHeard);
      const goesOn = nextStep(row.status, row.recipient) !== undefined;
      (goesOn && !isHeard && isOrdinary(row.recipient) ? quiet : heard).push(row);
    }
    return [quiet, heard];
  }

  #stepHeard({ place, status }: DueRow): void {
    const row = this.#parts.store.atPlace(place);
    // What an earlier one brought about, an opt-out say, may have moved it already.
    if (row?.status === status) this.#step(row);
  }

  /** Moves ordinary messages on that nobody hears of: those that lie together at once. */
  #stepQuietly(due: readonly DueRow[]): void {
    const { store, clock, events } = this.#parts;
    const at = clock.now();
    events.messagesChanged();
    for (const { status, to, first, last } of runsOf(due)) {
      const next = nextStep(status, to);
      if (next === undefined) continue;
      const dueAt = this.dueAfter({ status: next, to, sendAt: at }, at);
      store.changeAll(first, last, { status: next, dueAt }, at);
      clock.wake(dueAt);
    }
  }

  #step(row: MessageRow): void {
    const recipient = recipientOf(row.recipient);
    const next = nextStep(row.status, row.recipient);
    // A file that was written before the table of recipients changed: it stays as it is.
    if (next === undefined)
      return void this.#parts.store.change(row, { status: row.status, dueAt: undefined }, row.updated_at);
    this.move(row, next, next === recipient.journey?.at(-1) ? recipient.error : undefined);
    if (next === 'delivered') for (const listener of this.#deliveredListeners) listener(row, recipient);
  }
}

interface Run {
  readonly status: MessageStatus;
  /** The recipient of one of them. */
  readonly to: string;
  readonly first: number;
  last: number;
}

/** Messages of one status whose places follow each other. */
function runsOf(rows: readonly DueRow[]): Run[] {
  const runs: Run[] = [];
  for (const { place, status, recipient } of rows.toSorted((a, b) => a.place - b.place)) {
    const run = runs.at(-1);
    if (run?.status === status && run.last === place - 1) run.last = place;
    else runs.push({ status, to: recipient, first: place, last: place });
  }
  return runs;
}

function nextStep(status: MessageStatus, to: string): MessageStatus | undefined {
  const journey = recipientOf(to).journey ?? [];
  const at = journey.indexOf(status);
  // A message that its sender has scheduled begins its journey when its time has come.
  return at === -1 && status !== 'scheduled' ? undefined : journey[at + 1];
}

/** What a message has cost, in ten-thousandths. */
function priceOf(row: MessageRow): number {
  return readMoney(messageOf(row).price ?? '') ?? 0;
}
