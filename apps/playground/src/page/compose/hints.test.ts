import { describe, expect, it } from 'vitest';
import { recipientHint, senderHint } from './hints.ts';

describe('recipientHint', () => {
  it('shows what is sent, and where to', () => {
    expect(recipientHint('44 7700 900123')).toBe('Sent as +447700900123 · GB, GG, IM or JE');
    expect(recipientHint('+1 202 555 0100')).toBe('Sent as +12025550100 · US or CA');
    expect(recipientHint('+353 86 123 4567')).toBe('Sent as +353861234567 · IE');
  });

  it('says what is missing while a number is written', () => {
    expect(recipientHint('')).toContain('country code');
    expect(recipientHint('07700')).toContain('E.164');
  });
});

describe('senderHint', () => {
  it('says whether replies can come back', () => {
    expect(senderHint('+447700900999', '')).toContain('Two-way');
    expect(senderHint('Acme Shoes', '')).toBe(
      'Alphanumeric, 10 of 11 characters. One-way: replies cannot reach you.',
    );
  });

  it('says what the country of the recipient does with it', () => {
    expect(senderHint('Acme Shoes', '+12025550100')).toContain('Not available in US.');
  });

  it('says which sender is used where it is left out', () => {
    expect(senderHint(' ', '+12025550100')).toContain('default sender');
  });
});
