import { expect, it } from 'vitest';
import { InputError } from '../errors/input-error.ts';
import { checkInput } from './check-input.ts';
import { sendMessageSchema } from './send-message.ts';

it('gives what the schema makes of a value', () => {
  const input = { to: '44 7700 900123', body: 'Hello', scheduled_at: new Date(0) };
  expect(checkInput(sendMessageSchema, input)).toEqual({
    to: '+447700900123',
    body: 'Hello',
    scheduled_at: '1970-01-01T00:00:00.000Z',
  });
});

it('refuses with everything that is wrong, and repeats nothing of it', () => {
  const check = () => checkInput(sendMessageSchema, { to: 'CANARY', body: '', colour: 'red' });
  expect(check).toThrow(InputError);
  expect(check).toThrow(
    expect.objectContaining({
      issues: [
        expect.objectContaining({ path: 'to', code: 'invalid_number' }),
        expect.objectContaining({ path: 'body', code: 'empty' }),
        expect.objectContaining({ path: 'colour', code: 'unknown_field' }),
      ],
    }),
  );
  expect(check).not.toThrow(/CANARY/);
});
