import type { MoveMessage } from '../control/message-fields.ts';
import type { FaultRule } from '../faults/fault-plan.ts';
import type { Reply } from '../inbound.ts';
import type { AccountOptions } from '../sandbox-options.ts';
import type { SettingsChange } from '../sandbox-settings.ts';
import type { Snapshot } from '../snapshot.ts';
import type { AttemptResult, DeliveryAttempt } from '../webhooks/delivery.ts';

/** A reply as it is kept. */
export interface RecordedReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text; bytes that are no text as `base64:` and base64. */
  readonly body: string;
  /** What happened to it on its way by order. */
  readonly breakage: string | null;
}

/** A request as it is kept: what the sandbox looks at, with another name in place of the key. */
export interface RecordedRequest {
  readonly method: string;
  /** Scheme and host that the caller used. */
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As in a reply; null where there was none, `too large` where it was not read to its end. */
  readonly body: string | null;
}

/** What happened in one step. */
export type RecordedAct =
  | {
      readonly do: 'request';
      readonly request: RecordedRequest;
      /** Whether an earlier request was not answered yet. */
      readonly overlaps: boolean;
      /** Filled in once it is there. */
      reply: RecordedReply | null;
    }
  /** Work that was due: of messages (0), or of deliveries (1). */
  | { readonly do: 'due'; readonly agenda: number }
  /** A receiver has answered. */
  | {
      readonly do: 'attempt';
      readonly delivery: string;
      readonly trigger: DeliveryAttempt['trigger'];
      readonly result: AttemptResult;
    }
  | { readonly do: 'resend'; readonly delivery: string }
  | { readonly do: 'open' | 'clear_inbox'; readonly key: string }
  | { readonly do: 'settings'; readonly key: string; readonly change: SettingsChange }
  | { readonly do: 'move'; readonly key: string; readonly move: MoveMessage }
  | { readonly do: 'reply'; readonly key: string; readonly reply: Reply }
  | { readonly do: 'faults'; readonly rule: FaultRule }
  | { readonly do: 'clear_faults' | 'reset' }
  | { readonly do: 'restore'; readonly snapshot: Snapshot }
  | { readonly do: 'listen'; readonly origin: string };

/** One step, and when it was on the sandbox's clock, in ms since 1970. */
export type RecordedStep = RecordedAct & { readonly at: number };

/**
 * Everything that happened in a sandbox from its start, as plain data that JSON can carry. No key is in it. It holds up to
 * 50 000 steps, and about 64 MB: what happens after that is not kept, until a reset begins a new one.
 */
export interface Recording {
  readonly format: 1;
  readonly seed: string;
  /** The time at its start, in ms since 1970. */
  readonly started_at: number;
  /** When there was no room for more, in ms since 1970; null where everything so far is in it. */
  readonly ended_at?: number | null;
  /** What was said of the sandbox. */
  readonly options: RecordedOptions;
  readonly steps: readonly RecordedStep[];
}

/** The options that the replies depend on. */
export interface RecordedOptions {
  readonly apiKey: string;
  readonly latencyMs?: number;
  readonly account?: AccountOptions;
  readonly accounts?: Readonly<Record<string, AccountOptions>>;
  readonly publicUrl?: string;
  readonly webhookTargets?: 'loopback' | 'any';
  readonly webhookSecret?: string;
  readonly faults?: readonly FaultRule[];
}
