import type { CompleteChattiEvent } from '@chatti/core/contract';
import type { Agenda, Clock } from '../clock.ts';
import type { Events, SandboxEvent } from '../events.ts';
import { base32Bytes, base32Number, type Names } from '../names.ts';
import type { Database } from '../store/database.ts';
import type { AttemptResult, Delivery, DeliveryAttempt, DeliveryState } from './delivery.ts';
import { type DeliveryRow, DeliveryStore } from './delivery-store.ts';
import type { Sections } from '../recording/sections.ts';
import { type Deliver, type Post, postEvent } from './post-event.ts';
import { delayAfter } from './retry-delays.table.ts';
import { signedRequest } from './signed-request.ts';

/** What posting events is made of. */
export interface SenderParts {
  readonly db: Database;
  readonly names: Names;
  readonly clock: Clock;
  readonly events: Events;
  readonly deliver: Deliver | undefined;
  readonly targets: 'loopback' | 'any';
  /** Whose time is signed. */
  readonly signingClock: 'computer' | 'sandbox';
  readonly sections: Sections;
  /** Where a recording is replayed: gives the answers in place of receivers, and decides what is due when. */
  readonly answers: Answers | undefined;
}

/** Answers to the delivery with an id, as they are replayed. */
export type Answers = (id: string, trigger: Trigger) => Promise<AttemptResult>;

type Trigger = DeliveryAttempt['trigger'];

/** How many attempts are under way at once. */
const atOnce = 32;

/** Posts events to webhooks, and again where that fails. */
export class WebhookSender implements Agenda {
  readonly store: DeliveryStore;
  readonly #parts: SenderParts;
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #listeners = new Set<(account: number, delivery: Delivery) => void>();
  /** Goes up when everything is replaced: what is under way then has nothing to be noted at. */
  #epoch = 0;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    this.store = new DeliveryStore(parts.db);
    parts.db.write(() => this.store.recover(parts.clock.now()));
    parts.events.listen(
      (event) => this.#take(event),
      (account) => this.store.hasSubscribers(account),
    );
  }

  /** Calls `listener` after each attempt. */
  onAttempt(listener: (account: number, delivery: Delivery) => void): void {
    this.#listeners.add(listener);
  }

  /** Makes an attempt now, whatever has become of the delivery, and resolves when it is over. */
  async resend(row: DeliveryRow): Promise<void> {
    const { sections } = this.#parts;
    const act = { do: 'resend', delivery: row.id } as const;
    await sections.run(
      () => ({ ...act }),
      () => this.#start(row, 'resend'),
    );
  }

  /** Resolves when no attempt is due or under way. */
  async settled(): Promise<void> {
    await this.#parts.db.settled();
    for (;;) {
      this.#parts.clock.runNow(this);
      if (this.#running.size === 0) return;
      await Promise.all(this.#running);
    }
  }

  /** Begins anew, with what was put in the place of everything. */
  replaced(): void {
    this.#epoch++;
    this.#parts.db.write(() => {
      this.store.clearAttempts();
      this.store.recover(this.#parts.clock.now());
    });
  }

  /** Stops for ever. */
  close(): void {
    this.#closing.abort();
  }

  nextAt(): number | undefined {
    return this.#running.size < atOnce ? this.store.nextDue() : undefined;
  }

  async runDue(now: number, isAdvancing: boolean): Promise<void> {
    this.#startDue(now);
    // A clock that runs must not stand still because a receiver is slow; one that is advanced waits for the outcome.
    if (isAdvancing) await Promise.all(this.#running);
  }

  /** Within the write that makes the event happen. */
  #take(event: SandboxEvent): void {
    const { names, clock } = this.#parts;
    const webhooks =
      event.webhookId === undefined ? this.store.subscribers(event.account, event.type) : [event.webhookId];
    if (webhooks.length === 0) return;
    const first = this.store.nextNumber();
    const { message, opt_out } = event.data();
    const envelope: CompleteChattiEvent = {
      id: `evt_${base32Bytes(names.bytes(16, ['event', first]))}`,
      type: event.type,
      timestamp: new Date(event.at).toISOString(),
      data: { message, opt_out },
    };
    for (const [index, webhook] of webhooks.entries()) {
      const number = first + index;
      const id = `dlv_${base32Number(number, 6)}${base32Bytes(names.bytes(16, ['delivery', number]))}`;
      this.store.add({ number, id, account: event.account, webhook }, envelope, event.at);
    }
    clock.wake(event.at);
    // A clock that is held rings for nobody, and yet this is due now.
    if (!this.#parts.answers) setImmediate(() => this.#closing.signal.aborted || clock.runNow(this));
  }

  #startDue(now: number): void {
    if (this.#closing.signal.aborted) return;
    for (const row of this.store.due(now, atOnce - this.#running.size)) void this.#start(row, 'schedule');
  }

  #start(row: DeliveryRow, trigger: Trigger): Promise<void> {
    if (trigger === 'schedule') this.#parts.db.write(() => this.store.change(row, { ...row, nextAt: null }));
    const over = (): void => {
      this.#running.delete(running);
      if (!this.#closing.signal.aborted) this.#parts.clock.wake(this.nextAt());
    };
    // What could not be noted, on a full disk say, stays under way and is made up for at the next start.
    const running = this.#attempt(row, trigger).then(over, over);
    this.#running.add(running);
    return running;
  }

  async #attempt(row: DeliveryRow, trigger: Trigger): Promise<void> {
    const { db, clock, deliver, targets, signingClock } = this.#parts;
    const epoch = this.#epoch;
    const at = clock.now();
    const target = this.store.target(row.webhook);
    const isWanted = target?.active === 1 || trigger === 'resend' || row.event_type === 'webhook.test';
    if (!target || !isWanted)
      return db.write(() => this.store.change(row, { state: 'dropped', made: row.made, nextAt: null }));
    const signedAt = signingClock === 'sandbox' ? new Date(at) : new Date();
    const request = await signedRequest(row, target, signedAt);
    const start = performance.now();
    const closing = this.#closing.signal;
    const post: Post = { url: target.url, ...request, deliver, targets, closing };
    const { answers, sections } = this.#parts;
    const result = await (answers ? answers(row.id, trigger) : postEvent(post));
    if (closing.aborted || epoch !== this.#epoch) return;
    const attempt = {
      trigger,
      at: new Date(at).toISOString(),
      duration_ms: Math.round(performance.now() - start),
      url: target.url,
      request_headers: request.headers,
      signature_input: `${row.id}.${request.headers['webhook-timestamp']}.${row.body}`,
      ...result,
    };
    const note = () =>
      db.write(() => {
        this.store.addAttempt(row.number, attempt);
        this.#note(row, trigger, result);
        return this.store.whole(this.store.get(row.id) ?? row);
      });
    const delivery = sections.run(() => ({ do: 'attempt', delivery: row.id, trigger, result }), note);
    for (const listener of this.#listeners) listener(row.account, delivery);
  }

  #note(row: DeliveryRow, trigger: Trigger, { status, error }: AttemptResult): void {
    const now = this.#parts.clock.now();
    if (status === 410) {
      this.store.disable(row.webhook, now);
      this.#parts.events.webhookChanged({ account: row.account, id: row.webhook });
    }
    // As it is by now: it may have been sent again in the meantime.
    const { state: before, next_at: nextAt, made: madeBefore } = this.store.get(row.id) ?? row;
    const made = madeBefore + (trigger === 'schedule' ? 1 : 0);
    if (error === null || before === 'delivered')
      return this.store.change(row, { state: 'delivered', made, nextAt: null });
    if (status === 410) return this.store.change(row, { state: 'disabled', made, nextAt: null });
    // An attempt beside the schedule changes nothing in it.
    if (trigger === 'resend') return this.store.change(row, { state: before, made, nextAt });
    const wait = delayAfter(made, this.#chance(row.number, made));
    const state: DeliveryState = wait === undefined ? 'failed' : 'pending';
    this.store.change(row, { state, made, nextAt: wait === undefined ? null : now + wait });
  }

  #chance(delivery: number, made: number): number {
    return this.#parts.names.bytes(4, ['retry', delivery, made]).readUInt32BE() / 2 ** 32;
  }
}
