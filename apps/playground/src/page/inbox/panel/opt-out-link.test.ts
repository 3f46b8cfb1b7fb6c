import { expect, it } from 'vitest';
import { optOutLink } from './opt-out-link.ts';

const sandbox = 'http://127.0.0.1:4010/v1';

it('finds the link of the sandbox in a text', () => {
  expect(optOutLink('Sale! Opt out: http://127.0.0.1:4010/o/x7Qf-2m_.', sandbox)).toBe(
    'http://127.0.0.1:4010/o/x7Qf-2m_',
  );
});

it.each(['Sale!', 'http://127.0.0.1:4010/o/', 'https://example.org/o/x7Qf', 'http://127.0.0.1:4010/v1/o/x'])(
  'finds none in %j',
  (text) => {
    expect(optOutLink(text, sandbox)).toBeUndefined();
  },
);
