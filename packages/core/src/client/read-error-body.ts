import type { ApiErrorField } from '../errors/api-error.ts';
import { KEY_IN_USE } from './decide.ts';
import { excerpt, type Redact, redactNumbers } from './redact.ts';

/** What an error body of any shape says. */
export interface ErrorReading {
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly errors: readonly ApiErrorField[];
  readonly requestId: string | undefined;
}

/** The most field complaints that are kept: a batch of a thousand may have several each. */
const maxFields = 10_000;
/** As much of a sentence as is looked at. */
const readable = 2_000;

/**
 * Reads the body of a reply that is not a success, whatever it is: the contract's own shape, a problem document, one
 * of the shapes of other servers, HTML of a proxy, plain text, nothing. Numeric codes become text. Never throws.
 */
export function readErrorBody(text: string, redact: Redact): ErrorReading {
  const value = parsed(text);
  return readErrorValue(value === undefined ? withoutTags(text.slice(0, readable)) : value, redact);
}

/** As {@link readErrorBody}, of a value. */
export function readErrorValue(body: unknown, redact: Redact): ErrorReading {
  // A code or an id may well be digits; a sentence that quotes digits quotes a number.
  const named = (value: unknown): string | undefined => {
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && value !== '' ? excerpt(redact(value.slice(0, readable))) : undefined;
  };
  const said = (value: unknown): string | undefined => {
    const text = named(value);
    return text === undefined ? undefined : redactNumbers(text);
  };
  if (!isObject(body)) return { code: undefined, message: said(body), errors: [], requestId: undefined };
  // Some servers wrap everything in `error`.
  const inner = isObject(body['error']) ? body['error'] : body;
  return {
    code:
      (inner['code'] === KEY_IN_USE ? KEY_IN_USE : named(inner['code'])) ??
      named(body['code']) ??
      (isObject(body['error']) ? undefined : named(body['error'])),
    message: said(inner['message']) ?? said(inner['detail']) ?? said(inner['title']),
    errors: fieldsOf(inner['errors'] ?? body['errors'], said),
    requestId: named(inner['request_id']) ?? named(body['request_id']),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The words of a page: no scripts, styles, tags or runs of space. */
export function withoutTags(text: string): string {
  return text
    .replace(/<(script|style)\b[^]*?(?:<\/\1>|$)/gi, ' ')
    .replace(/<[^<>]*>?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A list of `{ field, code, message }`, or a map of field to sentences. */
function fieldsOf(value: unknown, said: (value: unknown) => string | undefined): ApiErrorField[] {
  if (Array.isArray(value)) {
    return value.slice(0, maxFields).map((one: unknown) => {
      const fact = isObject(one) ? one : { message: one };
      return {
        field: said(fact['field']) ?? said(fact['path']) ?? '',
        code: said(fact['code']) ?? 'invalid',
        message: said(fact['message']) ?? '',
      };
    });
  }
  if (!isObject(value)) return [];
  return Object.entries(value)
    .slice(0, maxFields)
    .map(([field, told]) => ({
      field: said(field) ?? '',
      code: 'invalid',
      message: said(Array.isArray(told) ? told[0] : told) ?? '',
    }));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
