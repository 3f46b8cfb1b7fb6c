import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Account } from '../accounts.ts';
import type { Breakage } from '../faults/breakage.ts';
import type { Refusal } from '../refusal.ts';

/** How a request begins. */
type Beginning = Pick<Exchange, 'request' | 'requestId' | 'incoming' | 'outgoing' | 'limits'>;

/** One request on its way. What is known of it grows as it goes, and is there for the reply also where it fails. */
export class Exchange {
  readonly request: Request;
  readonly requestId: string;
  /** Where a request that came through a socket is read from. */
  readonly incoming: IncomingMessage | undefined;
  /** Where its reply is written to. */
  readonly outgoing: ServerResponse | undefined;
  /** Headers that the reply will have, whatever it is, beside `limits`. */
  readonly headers: Record<string, string>;
  /** The headers that tell a rate limit: that of anybody, until the caller is known; none where there is no limit. */
  limits: Readonly<Record<string, string>>;
  /** Whose key it carries. */
  account?: Account;
  /** The name of the row that it is for. */
  endpoint?: string;
  /** The messages that it is about: those it makes, or the one that it names. */
  messageIds?: readonly string[];
  /** Its body, once it was read. */
  body?: Uint8Array;
  /** Whether its input has passed its check. */
  isChecked?: true;
  /** Why it was refused. */
  refusal?: Refusal;
  /** The fault that it meets, as it was ordered. */
  fault?: string;
  #url: URL | undefined;

  constructor({ request, requestId, incoming, outgoing, limits }: Beginning) {
    this.request = request;
    this.requestId = requestId;
    this.incoming = incoming;
    this.outgoing = outgoing;
    this.headers = { 'X-Request-Id': requestId };
    this.limits = limits;
  }

  /** Its URL, taken apart: most requests need no more than its text. */
  get url(): URL {
    return (this.#url ??= new URL(this.request.url));
  }
}

/** Scheme and host of a URL as a request has it. */
export function originIn(url: string): string {
  return url.slice(0, url.indexOf('/', url.indexOf('//') + 2));
}

/** A reply that is not on its way yet. JSON unless its headers say otherwise. */
export interface Answered {
  readonly status: number;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether it is a proxy's: then it has no headers but its own. */
  readonly isForeign?: true;
  /** What happens to it on its way. */
  readonly breakage?: Breakage;
}

/** What the sandbox tells of each request, for a log: nothing in it names a person or a key. */
export interface RequestLine {
  readonly method: string;
  /** The path as the contract has it, such as `/v1/messages/{id}`. */
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
  readonly requestId: string;
  /** The fault that it met by order, such as `reset-after-commit`. */
  readonly fault?: string;
  /** What broke inside the sandbox, where the status is 500 and nobody asked for it. */
  readonly error?: unknown;
}
