import type { Contract } from '../contract/endpoint.ts';
import type { ChattiV1 } from '../contract/chatti-v1.ts';
import type { Plugin } from '../contract/plugin.ts';
import type { ResponseInfo } from './response-of.ts';
import type { Fetch } from './transport.ts';

/** Something doubtful in an input that is sent all the same. */
export interface Warning {
  /** What is doubtful, for programs. */
  readonly code: 'unicode_encoding' | 'hidden_characters' | 'doubtful_link' | 'tag_not_replaced';
  /** Where: `body`, or `messages[3].body` in a batch. */
  readonly field: string;
  /** What is doubtful, in a sentence without the text itself. */
  readonly message: string;
}

/** What can be set for a client, and again for one call. */
export interface SharedOptions<C extends Contract = ChattiV1> {
  /**
   * The API key, or a function that fetches it, called once a call. Default: the environment variable
   * `CHATTI_API_KEY` (`createChatti` only).
   */
  readonly apiKey?: string | (() => string | Promise<string>) | undefined;
  /**
   * Where the API is, version root included, such as `https://host/v1`. https, or http for loopback. Chatti
   * publishes none, so there is no default but `CHATTI_BASE_URL` (`createChatti` only).
   */
  readonly baseUrl?: string | undefined;
  /** Milliseconds for one attempt, its reply included. 1 to 2 147 483 647, default 30 000. */
  readonly timeoutMs?: number | undefined;
  /**
   * Milliseconds for a call with all its attempts and pauses; what plugins wait does not count. 1 to
   * 2 147 483 647, default 90 000.
   */
  readonly totalTimeoutMs?: number | undefined;
  /** How many attempts may follow the first. 0 to 10, default 2. */
  readonly retryLimit?: number | undefined;
  /**
   * Say `true` only where the server honours the `Idempotency-Key` header: each send then carries a key of its own,
   * and is tried again after failures that leave its outcome open. Default false: such a send fails at once.
   */
  readonly idempotencyKeys?: boolean | undefined;
  /**
   * A `fetch` of your own: for proxies, tests, or the sandbox. Called with a URL text and a plain `init`. Failures
   * of it never prove that nothing was sent, unless it is marked `connectErrors: 'undici'`.
   */
  readonly fetch?: Fetch | undefined;
  /** More headers, or null to leave out one that is sent by default. */
  readonly headers?: Readonly<Record<string, string | null>> | undefined;
  /** Habits around every call, outermost first. A new list replaces the former one. */
  readonly plugins?: readonly Plugin<C>[] | undefined;
  /**
   * Told before a send about something doubtful that is no error. What it throws ends the call before anything is
   * sent.
   */
  readonly onWarning?: ((warning: Warning) => void) | undefined;
}

/** The options of a client. */
export interface ClientOptions<C extends Contract = ChattiV1> extends SharedOptions<C> {
  /** Your application, named in the `User-Agent` after this package. */
  readonly appInfo?: { readonly name: string; readonly version?: string | undefined } | undefined;
  /** Run in a browser all the same, where every visitor can read the API key. Default false. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
  /** Allow plain http to other hosts than loopback: for a sandbox in a container network. Default false. */
  readonly dangerouslyAllowHttp?: boolean | undefined;
}

/** The options of {@link createChatti}. */
export interface ChattiOptions extends ClientOptions {}

/** The options of one call: those of the client once more, and what only a call can have. */
export interface CallOptions extends SharedOptions {
  /** Ends the call. Before the request was handed over the outcome is `not_sent`, after that `unknown`. */
  readonly signal?: AbortSignal | undefined;
  /** The idempotency key of this call, 1 to 255 printable ASCII characters, instead of one that is made. POST only. */
  readonly idempotencyKey?: string | undefined;
  /** Told about the reply that settled the call, success or not. What it throws is ignored. */
  readonly onResponse?: ((response: ResponseInfo) => void) | undefined;
}
