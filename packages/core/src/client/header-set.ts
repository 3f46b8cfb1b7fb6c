import { ConfigurationError } from '../errors/configuration-error.ts';

/** Headers by lower-case name. */
export type HeaderSet = Readonly<Record<string, string>>;

const token = /^[!#$%&'*+.^_`|~\w-]+$/;
// What a header can carry: no CR, LF or NUL, nothing beyond Latin-1.
const sendable = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers with options of their own, which know what they mean. */
const owned: Readonly<Record<string, string>> = {
  'x-api-key': 'apiKey',
  'idempotency-key': 'idempotencyKey',
};

/**
 * Headers with a caller's own on top; null removes one.
 *
 * @throws `ConfigurationError` for a name or a value that cannot be sent. The value is not repeated.
 */
export function withHeaders(base: HeaderSet, own: Readonly<Record<string, string | null>>): HeaderSet {
  const result = new Map(Object.entries(base));
  for (const [given, value] of Object.entries(own)) {
    const name = given.toLowerCase();
    if (!token.test(name)) throw new ConfigurationError('headers', 'a name is not a header name');
    if (value === null) {
      result.delete(name);
      continue;
    }
    if (Object.hasOwn(owned, name))
      throw new ConfigurationError('headers', `${name} is set by ${owned[name]}`);
    if (typeof value !== 'string' || !sendable.test(value)) {
      throw new ConfigurationError('headers', `the value of ${name} is not text that a header can carry`);
    }
    result.set(name, value);
  }
  return Object.fromEntries(result);
}
