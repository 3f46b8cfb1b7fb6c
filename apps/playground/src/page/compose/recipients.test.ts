import { describe, expect, it } from 'vitest';
import { addRecipients, endsRecipient, recipientsHint } from './recipients.ts';

describe('addRecipients', () => {
  it('takes a pasted list apart at commas, semicolons, lines, tabs and the next plus', () => {
    const pasted = '+44 7700 900123, +447700900124;\r\n+1 (202) 555-0100\t44 7700 900125 +1 202 555 0101\n\n';
    expect(addRecipients([], pasted)).toEqual({
      recipients: [
        '+44 7700 900123',
        '+447700900124',
        '+1 (202) 555-0100',
        '44 7700 900125',
        '+1 202 555 0101',
      ],
      duplicates: 0,
    });
  });

  it('merges what is the same phone, however it is written, and counts it', () => {
    expect(addRecipients(['+44 7700 900123'], '447700900123, +44-7700-900123, 07700, 07700')).toEqual({
      recipients: ['+44 7700 900123', '07700'],
      duplicates: 3,
    });
  });

  it('adds nothing the second time', () => {
    const { recipients } = addRecipients(
      [],
      Array.from({ length: 500 }, (_, n) => `+4477009${10_000 + n}`).join('\n'),
    );
    expect(recipients).toHaveLength(500);
    expect(addRecipients(recipients, recipients.join(' '))).toEqual({ recipients, duplicates: 500 });
  });
});

describe('endsRecipient', () => {
  it('does not take the spaces of a number for its end', () => {
    expect(endsRecipient('+44 7700 900123')).toBe(false);
    expect(endsRecipient('+44 7700 900123,')).toBe(true);
    expect(endsRecipient('+44 7700 900123 +')).toBe(true);
  });
});

describe('recipientsHint', () => {
  it('shows what one is sent as, and where to', () => {
    expect(recipientsHint(['44 7700 900123'])).toBe('Sent as +447700900123 · GB, GG, IM or JE');
    expect(recipientsHint(['+1 202 555 0100'])).toBe('Sent as +12025550100 · US or CA');
  });

  it('says what is missing', () => {
    expect(recipientsHint([])).toContain('country code');
    expect(recipientsHint(['07700'])).toContain('E.164');
  });

  it('counts many, and those of them that will be refused', () => {
    expect(recipientsHint(['+44 7700 900123', '+1 202 555 0100'])).toBe('2 recipients · GB, US.');
    expect(recipientsHint(['+44 7700 900123', '07700'])).toBe(
      '2 recipients · GB. 1 of them is no number in E.164 form, and will be refused.',
    );
  });
});
