import { expect, it } from 'vitest';
import { isChattiError, isDefinitelyNotSent } from './chatti-error.ts';
import { problemOf } from './problem-of.ts';
import { WebhookVerificationError } from './webhook-verification-error.ts';

it('says that nothing was done', () => {
  const error = new WebhookVerificationError('invalid_signature');
  expect([isChattiError(error), error.name, error.outcome]).toEqual([
    true,
    'WebhookVerificationError',
    'rejected',
  ]);
  expect(isDefinitelyNotSent(error)).toBe(true);
});

it.each([
  ['missing_header', 400, 'Bad Request'],
  ['timestamp_too_old', 401, 'Unauthorized'],
  ['invalid_signature', 401, 'Unauthorized'],
  ['body_too_large', 413, 'Content Too Large'],
  ['invalid_payload', 400, 'Bad Request'],
] as const)('becomes a problem document for %s, of status %d', (reason, status, title) => {
  const error = new WebhookVerificationError(reason);
  expect(error.status).toBe(status);
  expect(problemOf(error)).toEqual({
    type: 'about:blank',
    status,
    title,
    code: reason,
    detail: `The delivery was refused: ${error.message}.`,
    outcome: 'rejected',
    errors: [],
  });
});
