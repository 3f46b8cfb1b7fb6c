import { expect, it } from 'vitest';
import { sentenceOf } from './sentence-of.ts';

it('ends the sentence that a message is the rest of', () => {
  expect(sentenceOf('This', 'is required')).toBe('This is required.');
});

it('leaves a message alone that is a sentence', () => {
  const message = 'The messaging service does not accept this value.';
  expect(sentenceOf('This', message)).toBe(message);
});
