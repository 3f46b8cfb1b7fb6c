import { ApiError, InputError, NetworkError, TimeoutError } from '@chatti/core';
import { describe, expect, it } from 'vitest';
import { expresses } from '../test/expresses.ts';
import { serve } from '../test/serve.ts';
import { KEY } from '../test/upstream.ts';
import { chattiErrors } from './chatti-errors.ts';

const rejected = { outcome: 'rejected', code: 'x' } as const;

describe.each(expresses)('chattiErrors on $version', ({ express }) => {
  async function answerTo(error: unknown): Promise<Response> {
    const app = express();
    app.get('/', (_request, _response, next) => next(error));
    app.use(chattiErrors());
    // The app's own error handling, after ours.
    app.use(
      (
        _error: unknown,
        _request: unknown,
        response: { status(code: number): { json(body: unknown): void } },
        _next: unknown,
      ) => {
        response.status(599).json({ own: true });
      },
    );
    return fetch(await serve(app));
  }

  it.each([
    [400, new InputError([{ path: 'to', code: 'invalid_number', message: 'is no number' }])],
    [400, new ApiError('no', { ...rejected, status: 400, code: 'validation_failed' })],
    [502, new ApiError(`bad key ${KEY}`, { ...rejected, status: 401 })],
    [429, new ApiError('slow down', { ...rejected, status: 429, retryAfterMs: 1_500 })],
    [504, new TimeoutError('too slow', { outcome: 'unknown', timeoutMs: 1 })],
    [502, new NetworkError('gone', { outcome: 'unknown' })],
  ])('answers %i as a problem document', async (status, error) => {
    const reply = await answerTo(error);
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
    const text = await reply.text();
    expect(JSON.parse(text)).toMatchObject({ status, outcome: error.outcome });
    expect(text).not.toContain(KEY);
    expect(reply.headers.get('retry-after')).toBe(status === 429 ? '2' : null);
  });

  it('hands foreign errors on', async () => {
    const reply = await answerTo(new Error('mine'));
    expect([reply.status, await reply.json()]).toEqual([599, { own: true }]);
  });

  it('writes nothing into an answer that has begun', async () => {
    const handed: unknown[] = [];
    const app = express();
    app.get('/', (_request, response, next) => {
      response.write('half');
      next(new NetworkError('gone', { outcome: 'unknown' }));
    });
    app.use(chattiErrors());
    app.use((error: unknown, _request: unknown, response: { end(): void }, _next: unknown) => {
      handed.push(error);
      response.end();
    });
    const reply = await fetch(await serve(app));
    expect([reply.status, await reply.text()]).toEqual([200, 'half']);
    expect(handed).toHaveLength(1);
  });
});
