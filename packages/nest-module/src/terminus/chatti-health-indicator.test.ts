import 'reflect-metadata';
import { createClient } from '@chatti/core';
import { createSandbox, type Sandbox } from '@chatti/sandbox';
import { Controller, Get, Inject } from '@nestjs/common';
import { HealthCheck, HealthCheckService, TerminusModule } from '@nestjs/terminus';
import { Test } from '@nestjs/testing';
import { expect, it, onTestFinished } from 'vitest';
import { platforms, serve } from '../../test/platforms.ts';
import { ChattiModule } from '../chatti-module.ts';
import { ChattiHealthIndicator, type ChattiHealthOptions } from './chatti-health-indicator.ts';

const healthOptions: ChattiHealthOptions = { cacheMs: 0, timeoutMs: 500 };

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
    return this.#health.check([() => this.#chatti.isHealthy('chatti', healthOptions)]);
  }
}

function sandboxOf(): Sandbox & { readonly calls: string[] } {
  const calls: string[] = [];
  const onRequest = ({ path }: { readonly path: string }): void => void calls.push(path);
  const sandbox = createSandbox({ clock: 'manual', onRequest });
  onTestFinished(() => sandbox.close());
  return Object.assign(sandbox, { calls });
}

async function indicatorFor(
  options: Parameters<typeof ChattiModule.forRoot>[0],
): Promise<ChattiHealthIndicator> {
  const module = await Test.createTestingModule({
    imports: [TerminusModule, ChattiModule.forRoot(options)],
    providers: [ChattiHealthIndicator],
  }).compile();
  return module.get(ChattiHealthIndicator);
}

it.each(platforms)('is up, and down once Chatti cannot be reached: $platform', async ({ adapter }) => {
  const sandbox = sandboxOf();
  const { fetch: upstream, baseUrl, apiKey } = sandbox;
  const module = await Test.createTestingModule({
    imports: [
      TerminusModule.forRoot({ logger: false }),
      ChattiModule.forRoot({ fetch: upstream, baseUrl, apiKey, retryLimit: 0 }),
    ],
    controllers: [Health],
    providers: [ChattiHealthIndicator],
  }).compile();
  const url = `${await serve(module, adapter)}/health`;
  const up = await fetch(url);
  expect([up.status, await up.json()]).toMatchObject([
    200,
    { status: 'ok', info: { chatti: { status: 'up' } } },
  ]);
  expect(sandbox.inbox.list()).toEqual([]);
  await sandbox.close();
  const down = await fetch(url);
  expect([down.status, await down.json()]).toMatchObject([
    503,
    { status: 'error', error: { chatti: { status: 'down', reason: 'NetworkError' } } },
  ]);
});

it('is down with a key that is not taken, and tells nothing of it', async () => {
  const { fetch: upstream, baseUrl } = sandboxOf();
  const indicator = await indicatorFor({
    name: 'orders',
    fetch: upstream,
    baseUrl,
    apiKey: 'invalid-canary',
  });
  const result = await indicator.isHealthy('sms', { client: 'orders' });
  expect(result).toEqual({ sms: { status: 'down', reason: 'ApiError' } });
});

it('keeps an answer for a while, so that probes do not use up the rate limit', async () => {
  const sandbox = sandboxOf();
  const { fetch: upstream, baseUrl, apiKey } = sandbox;
  const indicator = await indicatorFor({ fetch: upstream, baseUrl, apiKey });
  await Promise.all([indicator.isHealthy('a'), indicator.isHealthy('b'), indicator.isHealthy('c')]);
  expect(sandbox.calls).toHaveLength(1);
  await indicator.isHealthy('a', { cacheMs: 0 });
  expect(sandbox.calls).toHaveLength(2);
});

it('says where a client cannot be asked, or is not there', async () => {
  const { fetch: upstream, baseUrl, apiKey } = sandboxOf();
  const client = createClient({}, { fetch: upstream, baseUrl, apiKey });
  const indicator = await indicatorFor({ client });
  await expect(indicator.isHealthy('chatti')).rejects.toThrow(/^client: has no account\.get/);
  await expect(indicator.isHealthy('chatti', { client: 'nobody' })).rejects.toThrow(/Chatti:nobody/);
});
