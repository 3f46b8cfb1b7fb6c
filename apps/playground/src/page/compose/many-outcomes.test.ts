import { describe, expect, it } from 'vitest';
import type { SentOne } from '../../sent-many.ts';
import { manySentence, outcomesOf } from './many-outcomes.ts';

const accepted = (to: string): SentOne => ({
  to,
  outcome: 'accepted',
  message: { id: to, to, status: 'queued' },
  error: null,
});
const refused = (to: string, outcome: SentOne['outcome'], code: string, field?: string): SentOne => ({
  to,
  outcome,
  message: null,
  error: { code, message: 'words', errors: field ? [{ field: 'to', code: field, message: 'words' }] : [] },
});

const results = [
  accepted('+1'),
  refused('+2', 'rejected', 'recipient_opted_out'),
  refused('+3', 'not_sent', 'validation_failed', 'invalid_number'),
  refused('+4', 'rejected', 'recipient_opted_out'),
  refused('+5', 'unknown', 'upstream_timeout'),
];

describe('outcomesOf', () => {
  it('gathers what has the same reason, and begins with what nobody knows', () => {
    const { reasons } = outcomesOf({ results }, 5);
    expect(reasons.map(({ sentence, to }) => [sentence, to])).toEqual([
      ['words', ['+5']],
      ['The recipient has opted out.', ['+2', '+4']],
      ['This is no phone number in E.164 form.', ['+3']],
    ]);
  });
});

describe('manySentence', () => {
  it('says of everyone what happened', () => {
    expect(manySentence(outcomesOf({ results }, 7), 'NestJS', 'sandbox')).toBe(
      'Through NestJS: 1 accepted, 2 refused by the sandbox, 3 not sent, 1 perhaps sent: look into the inbox before you send again.',
    );
    expect(manySentence(outcomesOf({ results: [accepted('+1')] }, 1), 'Express', 'server')).toBe(
      'Through Express: 1 accepted.',
    );
  });
});
