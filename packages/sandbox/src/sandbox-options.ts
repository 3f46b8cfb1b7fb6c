import type { FaultRule } from './faults/fault-plan.ts';
import type { RequestLine } from './http/exchange.ts';
import type { Storage } from './store/open-database.ts';
import type { Deliver } from './webhooks/post-event.ts';

/** What can be said of an account. Whatever is left out is as described. */
export interface AccountOptions {
  /** The account's name. Default `Sandbox account`. */
  readonly name?: string;
  /** What it has to spend, as decimal text in US dollars. Default `1000000`. */
  readonly balance?: string;
  /** The sender of messages that name none. Default none, so that `from` is required. */
  readonly defaultSender?: string | null;
  /**
   * The senders it may use; any other is refused with 403 `sender_not_allowed`. By default every well-formed sender is
   * accepted, and the list shows two made-up ones.
   */
  readonly senders?: readonly string[];
  /** The web origins that may call the API from a browser, matched exactly. Default none. */
  readonly corsOrigins?: readonly string[];
  /** How many requests are allowed in a period; null for no limit. Default 1 000 000 in 60 s. */
  readonly rateLimit?: { readonly limit: number; readonly periodS: number } | null;
}

/** Options of `createSandbox`. */
export interface SandboxOptions {
  /** The key of the ready-made account. Default `sandbox-key`. */
  readonly apiKey?: string;
  /**
   * `real` (the default) runs with the computer's clock; `manual` stands still until `clock.advance(ms)`, so that tests
   * decide when a message is sent, delivered or expired.
   */
  readonly clock?: 'real' | 'manual';
  /** The time at which a manual clock starts. Default now. */
  readonly startAt?: Date;
  /**
   * Derives ids, tokens and secrets from this text, so that the same calls give the same ones each time. Random by default. A
   * seed makes opt-out links guessable: it is for tests.
   */
  readonly seed?: string;
  /** Where everything is kept. Default `memory`. */
  readonly storage?: Storage;
  /** How long a message stays `queued` and then `sent`, in ms each. Default 250. */
  readonly latencyMs?: number;
  /** What each account is like, unless `accounts` says otherwise. */
  readonly account?: AccountOptions;
  /** Single accounts by their key. */
  readonly accounts?: Readonly<Record<string, AccountOptions>>;
  /** Where opt-out links and media URLs point, such as `https://sandbox.example`. Default the address it listens on. */
  readonly publicUrl?: string;
  /**
   * Which hosts a webhook may name. `loopback` (the default): this machine only, so that a test never posts to a stranger.
   */
  readonly webhookTargets?: 'loopback' | 'any';
  /** Takes the deliveries of webhooks in this process, in place of the network. Their URLs may then be any. */
  readonly deliver?: Deliver;
  /** The signing secret of every webhook, `whsec_` and base64. Default one of its own for each. */
  readonly webhookSecret?: string;
  /**
   * Whose time is in the signature of a delivery. `computer` (the default): receivers accept it wherever the sandbox's
   * clock stands. `sandbox` is for receivers that are given the sandbox's clock.
   */
  readonly webhookClock?: 'computer' | 'sandbox';
  /** Faults that are there from the start. Default none. */
  readonly faults?: readonly FaultRule[];
  /** Keeps everything that happens, so that it can be saved and replayed. In memory only; without a seed it makes one. Default false. */
  readonly record?: boolean;
  /** Called once for each request, for a log. Nothing it is told names a person or a key. */
  readonly onRequest?: (line: RequestLine) => void;
}
