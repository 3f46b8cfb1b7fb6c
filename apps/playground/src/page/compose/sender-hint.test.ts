import { describe, expect, it } from 'vitest';
import { senderHint } from './sender-hint.ts';

describe('senderHint', () => {
  it('says whether replies can come back', () => {
    expect(senderHint('+447700900999', [])).toContain('Two-way');
    expect(senderHint('Acme Shoes', [])).toBe(
      'Alphanumeric, 10 of 11 characters. One-way: replies cannot reach you.',
    );
  });

  it('says what the country of the recipient does with it', () => {
    expect(senderHint('Acme Shoes', ['+12025550100'])).toContain('Not available in US.');
    expect(senderHint('Acme Shoes', ['+447700900123', '+12025550100', '07700'])).toContain(
      'Needs registration in GB. Not available in US.',
    );
  });

  it('says why it is none', () => {
    expect(senderHint('Twelveletter', [])).toContain('at most 11 characters');
  });

  it('says which sender is used where it is left out', () => {
    expect(senderHint(' ', ['+12025550100'])).toContain('default sender');
  });
});
