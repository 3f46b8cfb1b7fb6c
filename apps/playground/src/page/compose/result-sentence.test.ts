import { describe, expect, it } from 'vitest';
import { failureSentence, faultOf } from './result-sentence.ts';

const problem = {
  outcome: 'not_sent',
  code: 'no_code_of_the_api',
  detail: 'It was refused.',
  errors: [],
} as const;

describe('failureSentence', () => {
  it('says what happened to the message before it says why', () => {
    const errors = [{ field: 'to', code: 'invalid_number', message: 'is not a phone number' }];
    expect(failureSentence({ ...problem, errors }, 'sandbox')).toBe(
      'Not sent, nothing reached the sandbox. “To” is not a phone number.',
    );
  });

  it('never says that a message was not sent where nobody knows', () => {
    const sentence = failureSentence(
      { ...problem, outcome: 'unknown', detail: 'No answer in time.' },
      'server',
    );
    expect(sentence).toBe(
      'It may have been sent. Look into the inbox before you send it again. No answer in time.',
    );
  });

  it('gives the reason that the code of the API stands for', () => {
    const rejected = { ...problem, outcome: 'rejected' } as const;
    expect(failureSentence({ ...rejected, code: 'recipient_opted_out' }, 'sandbox')).toBe(
      'Not sent, the sandbox refused it. The recipient has opted out.',
    );
    const upstream = { status: 403, code: 'insufficient_credit', message: '', request_id: null };
    expect(failureSentence({ ...rejected, code: 'upstream_failed', upstream }, 'server')).toBe(
      'Not sent, the server refused it. The balance is too low for this message.',
    );
  });

  it('says at the field what is wrong with it', () => {
    const errors = [{ field: 'body', code: 'too_long', message: 'is too long' }];
    expect(faultOf('body', { ...problem, errors })).toBe('This is too long.');
    expect(faultOf('to', { ...problem, errors })).toBeUndefined();
    const inside = [{ field: 'media[0].content', code: 'empty', message: 'is empty' }];
    expect(faultOf('media', { ...problem, errors: inside })).toBe('This is empty.');
  });
});
