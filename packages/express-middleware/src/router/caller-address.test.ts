import { expect, it } from 'vitest';
import type { WebRequest } from '../http/web-request.ts';
import { callerAddress } from './caller-address.ts';

// Only these two parts of a request are looked at.
const request = (ip: string | undefined, remoteAddress?: string) =>
  ({ ip, socket: { remoteAddress } }) as WebRequest;

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '::ffff:203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::6', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('counts %s as %s', (address, key) => {
  expect(callerAddress(request(address))).toBe(key);
});

it("falls back on the connection's address", () => {
  expect(callerAddress(request(undefined, '203.0.113.9'))).toBe('203.0.113.9');
});
