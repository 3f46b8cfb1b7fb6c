import type { Redact } from './redact.ts';

/** The reply behind a value. */
export interface ResponseInfo {
  /** The HTTP status. */
  readonly status: number;
  /** The reply's headers. */
  readonly headers: Headers;
  /** `X-Request-Id`, for questions to the platform's support. */
  readonly requestId: string | undefined;
}

/** What is remembered of a reply. */
interface Memory {
  readonly response: ResponseInfo;
  readonly redact: Redact;
}

// On the value itself and not in a WeakMap, whose care cost the collector a tenth of every call. Not enumerable, so
// that no copy, comparison or JSON shows it.
const memory = Symbol('reply');

/** A value that came from a reply. */
interface Remembered {
  readonly [memory]?: Memory;
}

function memoryOf(value: unknown): Memory | undefined {
  return typeof value === 'object' && value !== null ? (value as Remembered)[memory] : undefined;
}

/**
 * The reply that a value of this client came from; undefined for anything else. Where a call gives no value (204),
 * use its `onResponse` option.
 *
 * @example
 * ```ts
 * const message = await chatti.messages.get({ id });
 * console.log(responseOf(message)?.requestId);
 * ```
 */
export function responseOf(value: unknown): ResponseInfo | undefined {
  return memoryOf(value)?.response;
}

/** Remembers the reply behind a fresh value, and what its call must not repeat. */
export function remember(value: unknown, memorized: Memory): void {
  if (typeof value === 'object' && value !== null) Object.defineProperty(value, memory, { value: memorized });
}

/** Takes the key and the caller's own headers out of what a value's reply says. */
export function redactorOf(value: object): Redact {
  return memoryOf(value)?.redact ?? ((text) => text);
}
