import { expect, it } from 'vitest';
import type { SandboxOptions } from './sandbox-options.ts';
import { isKey, readSettings } from './settings.ts';

const wrong: [string, SandboxOptions][] = [
  ['apiKey', { apiKey: '' }],
  ['apiKey', { apiKey: 'a\nb' }],
  ['apiKey', { apiKey: 'invalid-key' }],
  ['latencyMs', { latencyMs: -1 }],
  ['latencyMs', { latencyMs: NaN }],
  ['publicUrl', { publicUrl: 'https://a.example/path' }],
  ['publicUrl', { publicUrl: 'ftp://a.example' }],
  ['account.balance', { account: { balance: 'much' } }],
  ['account.rateLimit', { account: { rateLimit: { limit: 0, periodS: 1 } } }],
  ['account.corsOrigins', { account: { corsOrigins: ['http://localhost:5173/'] } }],
  ['account.corsOrigins', { account: { corsOrigins: ['*'] } }],
  ['account.senders', { account: { senders: ['twelveletter'] } }],
  ['account.defaultSender', { account: { defaultSender: '' } }],
  ['account.defaultSender', { account: { defaultSender: 'Other', senders: ['Acme'] } }],
  ['accounts', { accounts: { invalid: {} } }],
];

it.each(wrong)('names the option %s that is wrong, and not its value', (option, options) => {
  expect(() => readSettings(options)).toThrow(TypeError);
  expect(() => readSettings(options)).toThrow(`\`${option}\``);
});

it('never repeats a key in an error', () => {
  expect(() => readSettings({ apiKey: 'secret\nkey' })).not.toThrow(/secret/);
});

it('gives single accounts what all have, unless they say otherwise', () => {
  const settings = readSettings({
    account: { name: 'All', balance: '5', corsOrigins: ['http://localhost:5173'] },
    accounts: { one: { name: 'One', rateLimit: null, corsOrigins: ['http://localhost:3000'] } },
  });
  expect(settings.of('one')).toMatchObject({ name: 'One', balance: 50_000, rateLimit: null });
  expect(settings.of('two')).toMatchObject({
    name: 'All',
    balance: 50_000,
    rateLimit: { limit: 1_000_000, periodS: 60 },
  });
  expect(settings.knowsOrigin('http://localhost:5173')).toBe(true);
  expect(settings.knowsOrigin('http://localhost:3000')).toBe(true);
  expect(settings.knowsOrigin('http://localhost:3001')).toBe(false);
});

it('takes an account that is named like a property of every object', () => {
  expect(readSettings({}).of('constructor').name).toBe('Sandbox account');
});

it('mends numbers among the senders', () => {
  const settings = readSettings({
    account: { senders: ['44 7700 900999'], defaultSender: '+44 7700 900999' },
  });
  expect(settings.of('any')).toMatchObject({ senders: ['+447700900999'], defaultSender: '+447700900999' });
});

it('opens an account for every key of visible characters that does not begin with invalid', () => {
  expect(isKey('a')).toBe(true);
  expect(isKey('not-invalid')).toBe(true);
  expect(isKey('invalid')).toBe(false);
  expect(isKey('a b')).toBe(false);
  expect(isKey('x'.repeat(256))).toBe(false);
});
