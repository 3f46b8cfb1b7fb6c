import type { CompleteFinding } from '@chatti/core/contract';
import type { SandboxAccount } from '../sandbox.ts';
import { asClientCode, asCurl } from '../journal/copy-request.ts';
import type { JournalEntry } from '../journal/journal-entry.ts';
import { lintMessage } from '../lint/lint-message.ts';
import { optOutUrlLength } from '../messages/assess.ts';
import { findMessage } from '../messages/move-message.ts';
import type { Platform } from '../platform.ts';
import type { Recording } from '../recording/recording.ts';
import { clockHandlers } from './clock-control.ts';
import type { ControlCall, ControlHandlers as Handlers } from './control-call.ts';
import { inboxHandlers } from './inbox-control.ts';
import { fieldRefusal, Refusal } from '../refusal.ts';
import type { Snapshot } from '../snapshot.ts';
import { messageOf } from '../store/message-of.ts';
import type { Delivery } from '../webhooks/delivery.ts';
import type { OrderedFault, SandboxState } from './control-fields.ts';
import { messageHandlers } from './message-control.ts';
import { settingsHandlers } from './settings-control.ts';

/** What the control routes steer. */
export interface Controlled {
  readonly platform: Platform;
  /** The world around the account of a key. */
  account(apiKey: string): SandboxAccount;
  baseUrl(): string;
  reset(): Promise<void>;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): Promise<void>;
  recording(): Recording;
}

/** One handler for each row of the control routes: a new row does not compile until it has its own. */
export function controlHandlers(controlled: Controlled): Handlers {
  const { platform } = controlled;
  return {
    sandbox: sandboxHandlers(controlled),
    clock: clockHandlers(platform),
    settings: settingsHandlers(platform),
    faults: faultHandlers(platform),
    messages: messageHandlers(platform),
    inbox: inboxHandlers,
    journal: journalHandlers(platform),
    deliveries: deliveryHandlers,
    lint: lintHandlers(platform),
  };
}

function sandboxHandlers({
  platform,
  baseUrl,
  reset,
  snapshot,
  restore,
  recording,
}: Controlled): Handlers['sandbox'] {
  return {
    get: (_input, { account }) => ({
      base_url: baseUrl(),
      account_id: platform.accounts.look(account.apiKey).id,
      now: platform.clock.date().toISOString(),
      clock_held: platform.clock.isHeld,
      ...recordingState(platform),
    }),
    reset: () => reset(),
    snapshot: () => {
      const { format, now, tables } = snapshot();
      return {
        format,
        now,
        tables: Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, [...rows]])),
      };
    },
    recording() {
      if (!platform.sections.steps)
        throw new Refusal('not_found', { message: 'The sandbox was not told to record.' });
      const { options, steps, ended_at: endedAt = null, ...rest } = recording();
      return {
        ...rest,
        ended_at: endedAt,
        options: { ...options },
        steps: steps.map((step) => ({ ...step })),
      };
    },
    async restore(input) {
      try {
        // Whatever it holds is checked by the tables that it is put into.
        await restore(input as unknown as Snapshot);
      } catch (error) {
        throw fieldRefusal('tables', 'invalid_type', error instanceof Error ? error.message : undefined);
      }
    },
  };
}

/** Whether everything is recorded, and how much there is by now. */
export function recordingState({ sections }: Platform): Pick<SandboxState, 'recording' | 'recorded_steps'> {
  const { steps, endedAt } = sections;
  if (steps === undefined) return { recording: 'off', recorded_steps: 0 };
  return { recording: endedAt === undefined ? 'on' : 'full', recorded_steps: steps.length };
}

/** The faults that are to come, without a key. */
export function orderedFaults({ faults, accounts }: Platform): OrderedFault[] {
  return faults.list().map(({ faults: texts, probability = null, endpoint = null, apiKey }) => ({
    faults: [...texts],
    probability,
    endpoint,
    one_account: apiKey !== undefined,
    account_id: apiKey === undefined ? null : (accounts.idOf(apiKey) ?? null),
  }));
}

function faultHandlers(platform: Platform): Handlers['faults'] {
  const list = () => ({ data: orderedFaults(platform) });
  return {
    list,
    add({ faults, probability, endpoint, api_key: apiKey }) {
      refusing('faults', () => platform.faults.add({ faults, probability, endpoint, apiKey }));
      return list();
    },
    clear: () => platform.faults.clear(),
  };
}

function journalHandlers({ journal, publicOrigin }: Platform): Handlers['journal'] {
  const find = (number: number): JournalEntry => {
    const entry = journal.get(number);
    if (!entry) throw new Refusal('not_found');
    return entry;
  };
  return {
    list: ({ endpoint, account_id: accountId, message_id: messageId, call, limit }) => ({
      data: journal.list({ endpoint, accountId, messageId, call, limit }),
      kept_since: isoOf(journal.keptSince),
    }),
    get: ({ number }) => find(number),
    copy({ number }) {
      const entry = find(number);
      return { curl: asCurl(entry, publicOrigin()), code: asClientCode(entry) };
    },
    clear: () => journal.clear(),
  };
}

const deliveryHandlers: Handlers['deliveries'] = {
  list: ({ message_id: messageId, limit = 100 }, { account: { webhooks } }) => ({
    data: webhooks.list({ limit, ...(messageId === undefined ? {} : { messageId }) }),
    kept_since: isoOf(webhooks.keptSince()),
  }),
  get({ id }, { account }): Delivery {
    const delivery = account.webhooks.get(id);
    if (!delivery) throw new Refusal('not_found');
    return delivery;
  },
  async resend({ id }, { account }) {
    try {
      return await account.webhooks.resend(id);
    } catch (error) {
      if (error instanceof TypeError) throw new Refusal('not_found', { message: error.message });
      throw error;
    }
  },
  settle: (_input, { account }) => account.webhooks.settled(),
};

function isoOf(time: number | Date | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}

function lintHandlers(platform: Platform): Handlers['lint'] {
  const findings = (message: Parameters<typeof lintMessage>[0]): { findings: CompleteFinding[] } => ({
    findings: lintMessage(message, { linkLength: optOutUrlLength(platform.publicOrigin()) }),
  });
  return {
    check: (message) => findings(message),
    message({ id }, { account }) {
      const message = messageOf(findMessage(platform, platform.accounts.look(account.apiKey), id));
      return findings({ ...message, body: message.body_template ?? message.body });
    },
  };
}

/** Has a mistake of the caller told as one of the field. */
function refusing(field: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw fieldRefusal(field, 'invalid_type', error.message);
  }
}

/** Any handler, for a loop over the rows. */
export type AnyHandler = (input: unknown, call: ControlCall) => unknown;

/** The handlers by the name of their row. */
export function handlerOf(handlers: Handlers, resource: string, verb: string): AnyHandler {
  // Each handler takes what its row's schema gives, and is called with just that; the loop cannot name the types.
  const all = handlers as unknown as Readonly<Record<string, Readonly<Record<string, AnyHandler>>>>;
  const handle = all[resource]?.[verb];
  if (handle === undefined) throw new TypeError(`${resource}.${verb} has no handler`);
  return handle;
}
