import { randomBytes } from 'node:crypto';
import { Accounts } from './accounts.ts';
import { Clock } from './clock.ts';
import { Events } from './events.ts';
import { FaultPlan } from './faults/fault-plan.ts';
import { Inbound } from './inbound.ts';
import { Journal } from './journal/journal.ts';
import { Delivery } from './messages/delivery.ts';
import { createNames, type Names } from './names.ts';
import { OptOuts } from './opt-outs.ts';
import { aliasOf } from './recording/alias.ts';
import { type RecordingLimits, Sections } from './recording/sections.ts';
import type { SandboxOptions } from './sandbox-options.ts';
import { MessageFinder } from './search/find-messages.ts';
import { MessageIndex } from './search/message-index.ts';
import { readSettings, type Settings } from './settings.ts';
import { Database } from './store/database.ts';
import { MediaStore } from './store/media-store.ts';
import { MessageStore } from './store/message-store.ts';
import { OptOutStore } from './store/opt-out-store.ts';
import { WebhookStore } from './store/webhook-store.ts';
import { type Answers, WebhookSender } from './webhooks/webhook-sender.ts';

/** The parts of a sandbox: what a handler may use. */
export interface Platform {
  readonly settings: Settings;
  readonly names: Names;
  /** Where what happens is kept in steps. */
  readonly sections: Sections;
  /** What names are derived from. */
  readonly seed: string | undefined;
  /** What a key is called where it is kept. */
  alias(key: string): string;
  readonly clock: Clock;
  readonly db: Database;
  readonly events: Events;
  readonly faults: FaultPlan;
  readonly journal: Journal;
  readonly accounts: Accounts;
  readonly messages: MessageStore;
  readonly mediaStore: MediaStore;
  readonly optOutStore: OptOutStore;
  readonly webhookStore: WebhookStore;
  readonly webhookSender: WebhookSender;
  readonly messageIndex: MessageIndex;
  readonly messageFinder: MessageFinder;
  readonly delivery: Delivery;
  readonly optOuts: OptOuts;
  readonly inbound: Inbound;
  /** Scheme and host of opt-out links and media URLs. */
  publicOrigin(): string;
}

/** What is not for everybody to choose. */
export interface PlatformParts {
  /** Where a recording is replayed: the answers of receivers. */
  readonly answers?: Answers;
  /** How much a recording holds. */
  readonly limits?: RecordingLimits;
}

/** Puts the parts together. `listeningOrigin` tells the address the sandbox listens on by now. */
export function createPlatform(
  options: SandboxOptions,
  listeningOrigin: () => string,
  { answers, limits }: PlatformParts = {},
): Platform {
  const settings = readSettings(options);
  if (options.record && (options.storage ?? 'memory') !== 'memory')
    throw new TypeError('The sandbox option `record` goes with storage in memory only.');
  // A recording is replayed by its seed.
  const seed = options.seed ?? (options.record ? randomBytes(16).toString('hex') : undefined);
  const alias = (key: string) => (options.record && seed !== undefined ? aliasOf(seed, key) : key);
  const names = createNames(seed);
  const clock = new Clock(options.clock === 'manual', options.startAt?.getTime() ?? Date.now());
  const sections = new Sections(clock, options.record ?? false, limits);
  clock.around = (agenda, work) => sections.run(() => ({ do: 'due', agenda }), work);
  const db = new Database(options.storage ?? 'memory');
  const events = new Events();
  const accounts = new Accounts(db, { settings, seed, clock, sections, alias });
  const messages = new MessageStore(db, names);
  const messageIndex = new MessageIndex(db, messages);
  const optOutStore = new OptOutStore(db);
  const delivery = new Delivery({
    db,
    store: messages,
    accounts,
    events,
    clock,
    get latencyMs() {
      return settings.latencyMs;
    },
  });
  const optOuts = new OptOuts(optOutStore, { delivery, events, clock });
  const inbound = new Inbound({ messages, optOuts, optOutStore, events, clock });
  delivery.onDelivered((row, { answer }) => inbound.answer(row, answer));
  // Lists rely on times that never fall, also where the computer's clock was set back since the file was written.
  clock.catchUp(messages.newestTime());
  const journal = new Journal(clock);
  if (messages.newestTime() > 0) journal.missUntil(clock.now());
  const webhookSender = new WebhookSender({
    db,
    names,
    clock,
    events,
    deliver: options.deliver,
    targets: settings.webhookTargets,
    signingClock: options.webhookClock ?? 'computer',
    sections,
    answers,
  });
  clock.attach(delivery);
  clock.attach(webhookSender);
  return {
    settings,
    names,
    clock,
    db,
    events,
    faults: new FaultPlan(names, options.faults ?? [], { sections, alias }),
    sections,
    seed,
    alias,
    journal,
    accounts,
    messages,
    messageIndex,
    messageFinder: new MessageFinder({ db, messages, events, index: messageIndex }),
    mediaStore: new MediaStore(db),
    optOutStore,
    webhookStore: new WebhookStore(db),
    webhookSender,
    delivery,
    optOuts,
    inbound,
    publicOrigin: () => settings.publicUrl ?? listeningOrigin(),
  };
}
