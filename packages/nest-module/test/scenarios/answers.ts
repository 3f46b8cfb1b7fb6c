import assert from 'node:assert/strict';
import {
  AbortError,
  ApiError,
  type Chatti,
  ConfigurationError,
  InputError,
  LimitError,
  NetworkError,
  PluginError,
  ReplyError,
  TimeoutError,
  WebhookVerificationError,
} from '@chatti/core';
import { ChattiExceptionFilter, ChattiModule, InjectChatti } from '@chatti/nest-module';
import { ChattiHealthIndicator } from '@chatti/nest-module/terminus';
import { ChattiTesting, ChattiTestingModule } from '@chatti/nest-module/testing';
import { createSandbox } from '@chatti/sandbox';
import { Controller, Get, Inject, Injectable, Param } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { HealthCheck, HealthCheckService, TerminusModule } from '@nestjs/terminus';
import { Test } from '@nestjs/testing';
import { listen, type Scenario } from './platform.ts';

const refused = { outcome: 'rejected', code: 'some_code' } as const;

/** Every class of error, and the status that the app's own caller sees. */
const errors: Readonly<Record<string, readonly [number, Error]>> = {
  input: [400, new InputError([{ path: 'to', code: 'invalid_number', message: 'is no number' }])],
  refused: [400, new ApiError('canary', { ...refused, status: 400 })],
  key: [502, new ApiError('canary', { ...refused, status: 401 })],
  credit: [502, new ApiError('canary', { ...refused, status: 403 })],
  limit: [429, new ApiError('canary', { ...refused, status: 429, retryAfterMs: 1500 })],
  down: [502, new ApiError('canary', { ...refused, outcome: 'unknown', status: 503 })],
  late: [504, new ApiError('canary', { ...refused, outcome: 'unknown', status: 504 })],
  own: [429, new LimitError('too many at once', { retryAfterMs: 1500 })],
  timeout: [504, new TimeoutError('too slow', { outcome: 'unknown', timeoutMs: 1 })],
  network: [502, new NetworkError('gone', { outcome: 'not_sent' })],
  reply: [502, new ReplyError('no message', { outcome: 'unknown', status: 200 })],
  plugin: [502, new PluginError('mine', { outcome: 'not_sent' })],
  abort: [502, new AbortError('ended', { outcome: 'not_sent' })],
  set: [500, new ConfigurationError('timeoutMs', 'is wrong')],
  webhook: [401, new WebhookVerificationError('invalid_signature')],
};

@Controller('errors')
class Failing {
  @Get(':name')
  fail(@Param('name') name: string): never {
    throw errors[name]?.[1] ?? new Error('another');
  }
}

const filtered: Scenario = {
  title: 'the filter answers each class of error with a problem document, and leaves others to Nest',
  async run(stage) {
    const module = await Test.createTestingModule({
      controllers: [Failing],
      providers: [{ provide: APP_FILTER, useClass: ChattiExceptionFilter }],
    }).compile();
    const url = await listen(module, stage);
    for (const [name, [status, error]] of Object.entries(errors)) {
      const reply = await fetch(`${url}/errors/${name}`);
      const text = await reply.text();
      const problem = JSON.parse(text) as Record<string, unknown>;
      assert.equal(reply.status, status, name);
      assert.match(reply.headers.get('content-type') ?? '', /^application\/problem\+json/, name);
      assert.equal(reply.headers.get('retry-after'), status === 429 ? '2' : null, name);
      assert.equal(problem['status'], status, name);
      assert.equal(problem['outcome'], 'outcome' in error ? error.outcome : '', name);
      assert.doesNotMatch(text, /canary/, name);
    }
    const other = await fetch(`${url}/errors/other`);
    assert.equal(other.status, 500);
    assert.match(other.headers.get('content-type') ?? '', /^application\/json/);
  },
};

@Controller('health')
class Health {
  readonly #health: HealthCheckService;
  readonly #chatti: ChattiHealthIndicator;
  constructor(
    @Inject(HealthCheckService) health: HealthCheckService,
    @Inject(ChattiHealthIndicator) chatti: ChattiHealthIndicator,
  ) {
    this.#health = health;
    this.#chatti = chatti;
  }

  @Get()
  @HealthCheck()
  check() {
    return this.#health.check([() => this.#chatti.isHealthy('chatti', { cacheMs: 0, timeoutMs: 2000 })]);
  }
}

const healthy: Scenario = {
  title: 'health is up, goes down when Chatti is gone, and nothing is sent for it',
  async run(stage) {
    const sandbox = createSandbox({ clock: 'manual' });
    stage.after(() => sandbox.close());
    const { fetch: upstream, baseUrl, apiKey } = sandbox;
    const module = await Test.createTestingModule({
      imports: [
        TerminusModule.forRoot({ logger: false }),
        ChattiModule.forRoot({ fetch: upstream, baseUrl, apiKey, retryLimit: 0 }),
      ],
      controllers: [Health],
      providers: [ChattiHealthIndicator],
    }).compile();
    const url = `${await listen(module, stage)}/health`;
    const up = await fetch(url);
    const told = (await up.json()) as { info?: unknown };
    assert.deepEqual([up.status, told.info], [200, { chatti: { status: 'up' } }]);
    assert.equal(sandbox.inbox.list().length, 0);
    await sandbox.close();
    const down = await fetch(url);
    const reason = (await down.json()) as { error?: unknown };
    assert.deepEqual(
      [down.status, reason.error],
      [503, { chatti: { status: 'down', reason: 'NetworkError' } }],
    );
  },
};

@Injectable()
class Orders {
  readonly #chatti: Chatti;
  constructor(@InjectChatti('orders') chatti: Chatti) {
    this.#chatti = chatti;
  }
  ready(id: string) {
    return this.#chatti.messages.send({ to: '+447700900123', from: 'Acme', body: `Order ${id} is ready.` });
  }
}

const tested: Scenario = {
  title: 'the testing module runs an app against a sandbox and hands out inbox, clock and faults',
  async run(stage) {
    const real = { name: 'orders', apiKey: 'live-key', baseUrl: 'https://upstream.invalid/v1' };
    const app = await Test.createTestingModule({
      imports: [ChattiModule.forRoot(real), ChattiTestingModule.forRoot()],
      providers: [Orders],
    }).compile();
    stage.after(() => app.close());
    const testing = app.get(ChattiTesting);
    const { inbox } = testing.account('orders');
    const orders = app.get(Orders);
    await orders.ready('7');
    await testing.clock.advance(1000);
    assert.equal(inbox.latest()?.status, 'delivered');
    testing.faults.next('reset-after-commit', { endpoint: 'messages.send' });
    await assert.rejects(orders.ready('8'), { outcome: 'unknown' });
    assert.equal(inbox.latest()?.body, 'Order 8 is ready.');
  },
};

/** What the app answers, and how it is tested. */
export const answerScenarios: readonly Scenario[] = [filtered, healthy, tested];
