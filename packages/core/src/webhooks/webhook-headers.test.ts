import { describe, expect, it } from 'vitest';
import { signatureHeadersOf, type WebhookHeaders } from './webhook-headers.ts';

const headers = { 'webhook-id': 'dlv_1', 'webhook-timestamp': '1', 'webhook-signature': 'v1,AAAA' };
const pairs = Object.entries(headers);

it.each<[string, WebhookHeaders]>([
  ['a Headers', new Headers(headers)],
  ['a record', headers],
  ['a record without a prototype', Object.assign(Object.create(null), headers)],
  ['lists of one value', Object.fromEntries(pairs.map(([name, value]) => [name, [value]]))],
  ['pairs', pairs],
  ['a Map', new Map(pairs)],
  ['an iterator', new Map(pairs).entries()],
  ['upper case', Object.fromEntries(pairs.map(([name, value]) => [name.toUpperCase(), value]))],
  ['mixed case', { 'Webhook-Id': 'dlv_1', 'WebHook-Timestamp': '1', 'webhook-Signature': 'v1,AAAA' }],
  [
    'others beside them',
    { ...headers, 'set-cookie': ['a', 'b'], 'webhook-note': ['a', 'b'], host: undefined },
  ],
])('reads %s', (_, given) => {
  expect(signatureHeadersOf(given)).toEqual(headers);
});

describe.each(Object.keys(headers))('%s', (name) => {
  it.each([
    ['is not there', undefined],
    ['is empty', ''],
    ['has no value', []],
  ])('is missing when it %s', (_, value) => {
    expect(() => signatureHeadersOf({ ...headers, [name]: value })).toThrow(
      expect.objectContaining({ reason: 'missing_header', message: expect.stringContaining(name) }),
    );
  });

  it.each<[string, WebhookHeaders]>([
    ['has two values', { ...headers, [name]: ['1', '1'] }],
    ['is there in two cases', { ...headers, [name.toUpperCase()]: '1' }],
    ['is there in two pairs', [...pairs, [name, '1']]],
    ['was joined by Headers', new Headers([...pairs, [name, '1']] as [string, string][])],
  ])('is refused when it %s', (_, given) => {
    expect(() => signatureHeadersOf(given)).toThrow(expect.objectContaining({ reason: 'duplicate_header' }));
  });
});

it.each([undefined, null, 'webhook-id: dlv_1', ['webhook-id', 'dlv_1']])(
  'takes %j as a mistake of the application',
  (given) => {
    expect(() => signatureHeadersOf(given as unknown as WebhookHeaders)).toThrow(
      expect.objectContaining({ name: 'ConfigurationError', option: 'headers' }),
    );
  },
);
