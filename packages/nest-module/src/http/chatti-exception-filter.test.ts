import 'reflect-metadata';
import { ApiError, InputError, NetworkError, TimeoutError } from '@chatti/core';
import {
  type ArgumentsHost,
  Catch,
  Controller,
  type ExceptionFilter,
  Get,
  HttpException,
  Logger,
  Res,
} from '@nestjs/common';
import { APP_FILTER, HttpAdapterHost } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { platforms, serve } from '../../test/platforms.ts';
import { ChattiExceptionFilter } from './chatti-exception-filter.ts';

const rejected = { outcome: 'rejected', code: 'x' } as const;
let thrown: unknown;

@Controller()
class Failing {
  @Get()
  fail(): never {
    throw thrown;
  }

  @Get('half')
  half(@Res() response: { write?(text: string): void; raw?: { write(text: string): void } }): never {
    const raw = response.raw ?? response;
    raw.write?.('half');
    throw thrown;
  }
}

describe.each(platforms)('ChattiExceptionFilter on $platform', ({ adapter }) => {
  async function answerTo(error: unknown, path = '', filters: readonly (new () => ExceptionFilter)[] = []) {
    thrown = error;
    const module = await Test.createTestingModule({
      controllers: [Failing],
      providers: [...filters, ChattiExceptionFilter].map((useClass) => ({ provide: APP_FILTER, useClass })),
    }).compile();
    return fetch(`${await serve(module, adapter)}/${path}`);
  }

  it.each([
    [400, new InputError([{ path: 'to', code: 'invalid_number', message: 'is no number' }])],
    [400, new ApiError('no', { ...rejected, status: 400, code: 'recipient_opted_out' })],
    [502, new ApiError('bad key canary-5f2b', { ...rejected, status: 401 })],
    [429, new ApiError('slow down', { ...rejected, status: 429, retryAfterMs: 1_500 })],
    [504, new TimeoutError('too slow', { outcome: 'unknown', timeoutMs: 1 })],
    [502, new NetworkError('gone', { outcome: 'unknown' })],
  ])('answers %i as a problem document', async (status, error) => {
    const reply = await answerTo(error);
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(reply.headers.get('retry-after')).toBe(status === 429 ? '2' : null);
    const text = await reply.text();
    expect(JSON.parse(text)).toMatchObject({ type: 'about:blank', status, outcome: error.outcome });
    expect(text).not.toContain('canary');
  });

  it('answers an error of another copy of core', async () => {
    const foreign = Object.assign(new Error('no'), { name: 'NetworkError', outcome: 'not_sent' });
    Object.defineProperty(foreign, Symbol.for('@chatti/core/error'), { value: true });
    const reply = await answerTo(foreign);
    expect([reply.status, await reply.json()]).toMatchObject([502, { outcome: 'not_sent' }]);
  });

  it('leaves other errors to Nest and to filters of the app', async () => {
    expect(await (await answerTo(new HttpException('teapot', 418))).json()).toMatchObject({
      statusCode: 418,
    });
    class Own extends Error {}
    @Catch(Own)
    class OwnFilter implements ExceptionFilter {
      catch(_error: unknown, host: ArgumentsHost): void {
        const { httpAdapter } = app;
        httpAdapter.reply(host.switchToHttp().getResponse(), { own: true }, 409);
      }
    }
    const app = new HttpAdapterHost();
    app.httpAdapter = adapter();
    expect((await answerTo(new Own(), '', [OwnFilter])).status).toBe(409);
  });

  it('writes nothing into an answer that has begun', async () => {
    const reply = await answerTo(new NetworkError('gone', { outcome: 'unknown' }), 'half');
    expect([reply.status, await reply.text()]).toEqual([200, 'half']);
  });
});

it('leaves everything outside of HTTP alone', () => {
  const filter = new ChattiExceptionFilter(new HttpAdapterHost());
  const error = new NetworkError('gone', { outcome: 'unknown' });
  // Only this is asked of it.
  const host = { getType: () => 'rpc' } as ArgumentsHost;
  expect(() => filter.catch(error, host)).toThrow(error);
});

it('logs what is the fault of the server, without the words of Chatti', async () => {
  const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  onTestFinished(() => error.mockRestore());
  const module = await Test.createTestingModule({
    controllers: [Failing],
    providers: [{ provide: APP_FILTER, useClass: ChattiExceptionFilter }],
  }).compile();
  const url = await serve(module, () => new ExpressAdapter());
  thrown = new ApiError('canary', {
    ...rejected,
    status: 403,
    code: 'insufficient_credit',
    requestId: 'req_1',
  });
  await fetch(url);
  thrown = new NetworkError('the connection was refused', { outcome: 'not_sent' });
  await fetch(url);
  thrown = new InputError([{ path: 'to', code: 'invalid_number', message: 'is no number' }]);
  await fetch(url);
  expect(error.mock.calls.map(([line]) => String(line))).toEqual([
    'ApiError: code insufficient_credit (outcome rejected, request id req_1)',
    'NetworkError: the connection was refused (outcome not_sent)',
  ]);
});
