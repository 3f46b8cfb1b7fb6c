import { AbortError, ApiError, InputError, problemOf } from '@chatti/core';
import type { Chatti, SendProgress, SendResult } from '@chatti/core';
import type { ManyToSend, SentMany, SentOne } from '../../sent-many.ts';
import { cancelled } from '../http/problem.ts';
import type { Watched } from './sends-under-way.ts';

/**
 * Sends one text to many, with the client's `sendMany`, and tells of each recipient what became of it.
 *
 * @throws `InputError` where the body is no list of recipients with fields.
 */
export async function sendToMany(
  chatti: Chatti,
  body: unknown,
  { signal, tellDone }: Watched,
): Promise<SentMany> {
  const { to, fields } = readBody(body);
  // The client itself checks every message before it leaves.
  const messages = to.map((number) => ({ ...fields, to: number }));
  const options = { signal, onProgress: ({ done }: SendProgress) => tellDone(done) };
  const results: SentOne[] = [];
  for await (const result of chatti.messages.sendMany(messages, options)) {
    results.push(toldOf(to[result.index] ?? '', result));
  }
  return { results };
}

function readBody(body: unknown): ManyToSend {
  const { to, fields } = Object(body) as Partial<ManyToSend>;
  if (!Array.isArray(to) || to.length === 0 || !to.every((number) => typeof number === 'string'))
    throw new InputError([{ path: 'to', code: 'invalid_type', message: 'is not a list of numbers' }]);
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    throw new InputError([{ path: 'fields', code: 'invalid_type', message: 'has the wrong type or form' }]);
  return { to, fields };
}

function toldOf(to: string, { outcome, message, error }: SendResult): SentOne {
  return {
    to,
    outcome,
    message: message && { id: message.id, to: message.to, status: message.status },
    error: error && reasonOf(error),
  };
}

/** The page is the developer's own, so it is told what the server behind said. */
function reasonOf(error: NonNullable<SendResult['error']>): NonNullable<SentOne['error']> {
  const { code = 'failed', errors = [] } = problemOf(error) ?? {};
  if (error instanceof AbortError) {
    const { code: called, detail: message } = cancelled(error.outcome);
    return { code: called, message, errors };
  }
  if (error instanceof ApiError)
    return { code: error.code, message: error.message, errors: [...error.errors] };
  return { code, message: error.message, errors };
}
