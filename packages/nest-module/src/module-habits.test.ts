import 'reflect-metadata';
import { type Chatti, createChatti, InputError } from '@chatti/core';
import { tracing } from '@chatti/core/tracing';
import { Logger } from '@nestjs/common';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { Test, type TestingModule } from '@nestjs/testing';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ChattiModule } from './chatti-module.ts';
import type { ChattiModuleOptions } from './chatti-module-options.ts';
import { getChattiToken } from './chatti-token.ts';

const options = { apiKey: 'key', baseUrl: 'https://upstream.example/v1', fetch: answer };
const message = { to: '+447700900123', body: 'Your order is ready', reference: 'r-1' };

async function answer(): Promise<Response> {
  return Response.json({ id: 'msg_1', status: 'queued' });
}

async function start(given: ChattiModuleOptions): Promise<{ app: TestingModule; chatti: Chatti }> {
  const app = await Test.createTestingModule({ imports: [ChattiModule.forRoot(given)] }).compile();
  await app.init();
  return { app, chatti: app.get<Chatti>(getChattiToken(given.name), { strict: false }) };
}

/** What is written to Nest's logger by this module, as level, context and line. */
function logged(): string[] {
  const lines: string[] = [];
  for (const level of ['debug', 'log', 'warn', 'error'] as const) {
    const spy = vi.spyOn(Logger.prototype, level).mockImplementation(function (this: Logger, line: unknown) {
      // Its context is a protected field of Nest's.
      const context = String(Reflect.get(this, 'context'));
      if (context.startsWith('Chatti'))
        lines.push(`${level} ${context} ${String(line).replace(/ms=\d+/, 'ms=0')}`);
    });
    onTestFinished(() => spy.mockRestore());
  }
  return lines;
}

describe('logger', () => {
  it('writes calls to the logger of Nest, without numbers and texts', async () => {
    const lines = logged();
    const { chatti } = await start({ ...options, logger: true, name: 'orders' });
    await chatti.messages.send(message);
    expect(lines).toEqual([
      'debug Chatti:orders messages.send begins to=[number] body="[19 characters]" reference=r-1',
      'log Chatti:orders messages.send done to=[number] body="[19 characters]" reference=r-1 attempts=1 status=200 ms=0',
    ]);
  });

  it('writes warnings too, unless the app wants them itself', async () => {
    const lines = logged();
    await (
      await start({ ...options, logger: { texts: true } })
    ).chatti.messages.send({ ...message, body: 'Out: {optouturl}' });
    expect(lines.filter((line) => line.startsWith('warn'))).toEqual([
      expect.stringMatching(/^warn Chatti body holds a tag .* \(tag_not_replaced\)$/),
    ]);
    lines.length = 0;
    const onWarning = vi.fn<() => void>();
    const { chatti } = await start({ ...options, logger: true, onWarning });
    await chatti.messages.send({ ...message, body: 'Out: {optouturl}' });
    expect(lines.filter((line) => line.startsWith('warn'))).toEqual([]);
    expect(onWarning).toHaveBeenCalledOnce();
  });

  it('writes nothing unless it is asked for', async () => {
    const lines = logged();
    await (await start(options)).chatti.messages.send(message);
    await (await start({ ...options, logger: false })).chatti.messages.send(message);
    expect(lines).toEqual([]);
  });

  it('is refused for a client of the app, which the module does not change', async () => {
    const given = { client: createChatti(options), logger: true } as ChattiModuleOptions;
    await expect(start(given)).rejects.toThrow(/^logger: /);
  });
});

describe('a closing app', () => {
  it('waits for the calls that are under way, also for one that fails', async () => {
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const fetch = async (): Promise<Response> => {
      await held;
      return answer();
    };
    const { app, chatti } = await start({ ...options, fetch });
    let isSent = false;
    const sending = chatti.messages.send(message).then(() => (isSent = true));
    const refused = chatti.messages.send({ to: 'nobody', body: 'x' });
    await expect(refused).rejects.toThrow(InputError);
    const closing = app.close().then(() => isSent);
    await Promise.resolve();
    letGo();
    expect(await closing).toBe(true);
    await sending;
  });

  it('does not wait for ever', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const fetch = (): Promise<Response> => {
      begin();
      return new Promise(() => {});
    };
    const { app, chatti } = await start({ ...options, fetch });
    const sending = chatti.messages.send(message);
    sending.catch(() => undefined);
    await begun;
    let isClosed = false;
    const closing = app.close().then(() => (isClosed = true));
    await vi.advanceTimersByTimeAsync(9_000);
    expect(isClosed).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    await closing;
    expect(isClosed).toBe(true);
  });
});

it('traces with the one line of the README', async () => {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  onTestFinished(() => provider.shutdown());
  const tracer = provider.getTracer('app');
  const { chatti } = await start({ ...options, plugins: [tracing({ tracer })] });
  await chatti.messages.send(message);
  expect(exporter.getFinishedSpans().map(({ name }) => name)).toEqual(['POST /messages']);
});
