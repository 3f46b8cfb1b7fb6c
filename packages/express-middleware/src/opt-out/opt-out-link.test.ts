import { InputError } from '@chatti/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { optOutLink } from './opt-out-link.ts';

const secret = '0123456789abcdef0123456789abcdef';
const number = '+447700900123';
const dayMs = 86_400_000;

afterEach(() => {
  vi.useRealTimers();
});

describe('optOutLink', () => {
  it('holds for 180 days by default', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 0 });
    const link = await optOutLink({ number, secret, baseUrl: 'https://acme.example/stop' });
    const [, end = ''] = (new URL(link).searchParams.get('t') ?? '').split('.');
    expect(Number.parseInt(end, 36) * 1000).toBe(180 * dayMs);
  });

  it('keeps the query of its base URL', async () => {
    const link = await optOutLink({ number, secret, baseUrl: 'https://acme.example/stop?shop=7' });
    expect(link).toMatch(/^https:\/\/acme\.example\/stop\?shop=7&t=447700900123\./);
  });

  it('mends the number as a send does', async () => {
    const link = await optOutLink({
      number: '44 7700 900-123',
      secret,
      baseUrl: 'https://acme.example/stop',
    });
    expect(link).toContain('t=447700900123.');
  });

  it('refuses what is no number, without repeating it', async () => {
    const made = optOutLink({ number: '555-CANARY', secret, baseUrl: 'https://acme.example/stop' });
    await expect(made).rejects.toThrow(InputError);
    await expect(made).rejects.not.toThrow(/CANARY/);
  });

  it.each([
    ['secret', { secret: 'short' }],
    ['baseUrl', { baseUrl: 'http://acme.example/stop' }],
    ['baseUrl', { baseUrl: '/stop' }],
    ['baseUrl', { baseUrl: 'javascript:alert(1)' }],
    ['expiresMs', { expiresMs: 0 }],
    ['expiresMs', { expiresMs: Number.NaN }],
    ['expiresMs', { expiresMs: 1e15 }],
  ])('refuses a wrong %s: %j', async (option, wrong) => {
    const made = optOutLink({ number, secret, baseUrl: 'https://acme.example/stop', ...wrong });
    await expect(made).rejects.toThrow(expect.objectContaining({ name: 'ConfigurationError', option }));
  });
});
