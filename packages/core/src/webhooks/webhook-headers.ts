import { ConfigurationError } from '../errors/configuration-error.ts';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';

/**
 * The headers of a delivery: a `Headers`, the `headers` of a Node request, any record, or pairs. Names in any case.
 */
export type WebhookHeaders =
  | Iterable<readonly [string, string]>
  | Readonly<Record<string, string | readonly string[] | undefined>>;

// An alias, since only an alias fits wherever a record of headers is taken.
/** The three headers of the Standard Webhooks specification. */
export type SignatureHeaders = {
  /** The delivery's identifier: the same each time it is tried again. */
  'webhook-id': string;
  /** When it was signed, in whole seconds since 1970. */
  'webhook-timestamp': string;
  /** `v1,` and base64; several of them, separated by spaces, while secrets rotate. */
  'webhook-signature': string;
};

const names: ReadonlySet<string> = new Set<keyof SignatureHeaders>([
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
]);

/** The headers of the signature, each of which must be there once. */
export function signatureHeadersOf(headers: WebhookHeaders): SignatureHeaders {
  const found = new Map<string, string>();
  for (const [name, value] of pairsOf(headers)) {
    const key = name.toLowerCase();
    if (!names.has(key)) continue;
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) {
      if (found.has(key)) throw new WebhookVerificationError('duplicate_header', key);
      found.set(key, one);
    }
  }
  return {
    'webhook-id': take(found, 'webhook-id'),
    'webhook-timestamp': take(found, 'webhook-timestamp'),
    'webhook-signature': take(found, 'webhook-signature'),
  };
}

function take(found: ReadonlyMap<string, string>, name: keyof SignatureHeaders): string {
  const value = found.get(name);
  if (value === undefined || value === '') throw new WebhookVerificationError('missing_header', name);
  // Node and Headers join the values of a header that was sent twice in this way.
  if (value.includes(', ')) throw new WebhookVerificationError('duplicate_header', name);
  return value;
}

type Pair = readonly [string, string | readonly string[] | undefined];

function pairsOf(headers: WebhookHeaders): Iterable<Pair> {
  if (typeof headers !== 'object' || headers === null) throw wrongHeaders();
  if (!isIterable(headers)) return Object.entries(headers);
  return Array.from(headers, (pair) => {
    // The raw headers of Node are one flat list of names and values.
    if (!Array.isArray(pair)) throw wrongHeaders();
    return pair;
  });
}

function isIterable(headers: WebhookHeaders): headers is Iterable<readonly [string, string]> {
  return Symbol.iterator in headers;
}

function wrongHeaders(): ConfigurationError {
  return new ConfigurationError(
    'headers',
    'must be a Headers, a record of headers, or pairs of name and value',
  );
}
