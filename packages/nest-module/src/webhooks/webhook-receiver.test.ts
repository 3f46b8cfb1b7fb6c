import 'reflect-metadata';
import { memoryStore } from '@chatti/core/webhooks';
import {
  Body,
  type CanActivate,
  Controller,
  Get,
  Injectable,
  type INestApplication,
  Logger,
  Module,
  type ModuleMetadata,
  Post,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { bodyOf, deliver, otherSecret, secret, signed } from '../../test/deliveries.ts';
import { platforms, post, serve } from '../../test/platforms.ts';
import { ChattiModule } from '../chatti-module.ts';
import { ChattiValidationPipe } from '../http/chatti-validation-pipe.ts';
import { OnChattiEvent } from './on-chatti-event.ts';
import type { WebhooksOptions, WebhooksPlace } from './webhooks-options.ts';

const client = { apiKey: 'key', baseUrl: 'https://upstream.example/v1' };
const path = '/hooks/chatti';

/** What handlers were called with, by what they are called; and what they throw. */
const calls: string[] = [];
const failing = new Set<string>();

function note(name: string): void {
  calls.push(name);
  if (failing.has(name)) throw new Error(`no database for ${name}`);
}

@Injectable()
class Orders {
  @OnChattiEvent('message.delivered')
  async delivered({ data }: { data: { message: { id: string } } }): Promise<void> {
    await Promise.resolve();
    note(`delivered ${data.message.id}`);
  }

  @OnChattiEvent('*')
  any({ type }: { type: string | null }): void {
    note(`any ${type}`);
  }

  @OnChattiEvent('message.delivered', { order: -1 })
  @OnChattiEvent('message.sent')
  early(): void {
    note('early');
  }
}

@Controller('orders')
class OrdersController {
  @Get()
  list(): string[] {
    return [];
  }

  @OnChattiEvent('message.delivered')
  deliveredToo(): void {
    note('controller');
  }
}

/** A guard that lets nobody through. */
class Closed implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

function reset(): void {
  calls.length = 0;
  failing.clear();
}

describe.each(platforms)('webhooks on $platform', ({ adapter }) => {
  async function app(
    options: Partial<WebhooksOptions & WebhooksPlace> = {},
    prepare?: (nest: INestApplication) => void,
    metadata: ModuleMetadata = { providers: [Orders], controllers: [OrdersController] },
  ): Promise<string> {
    reset();
    const module = await Test.createTestingModule({
      ...metadata,
      imports: [
        ...(metadata.imports ?? []),
        ChattiModule.forRoot({ ...client, webhooks: { path, secrets: secret, ...options } }),
      ],
    }).compile();
    return serve(module, adapter, prepare);
  }

  it('hands a genuine event to every handler of its type and then to that of every event, in their order', async () => {
    const url = await app();
    expect(await deliver(url + path)).toEqual({ status: 204, text: '' });
    expect(calls).toEqual(['early', 'delivered msg_1', 'controller', 'any message.delivered']);
  });

  it('needs neither rawBody: true nor a certain content type', async () => {
    const url = await app();
    for (const [index, type] of [
      'application/json',
      'application/webhook+json',
      'text/plain',
      'x/y',
    ].entries()) {
      expect((await deliver(url + path, { id: `dlv_${index}`, type })).status).toBe(204);
    }
    expect(calls.filter((name) => name === 'controller')).toHaveLength(4);
  });

  it('acknowledges a replay without the handlers', async () => {
    const url = await app();
    const headers = await signed(bodyOf('message.sent'));
    for (const _time of [1, 2]) {
      expect((await deliver(url + path, { body: bodyOf('message.sent'), headers })).status).toBe(204);
    }
    expect(calls).toEqual(['early', 'any message.sent']);
  });

  it.each<[string, Parameters<typeof deliver>[1] & object, number]>([
    ['signed with another secret', { secret: otherSecret }, 401],
    ['six minutes old', { timestamp: new Date(Date.now() - 360_000) }, 401],
    ['six minutes ahead', { timestamp: new Date(Date.now() + 360_000) }, 401],
    ['without a signature', { headers: {} }, 400],
    ['no JSON', { body: 'hello' }, 400],
    ['empty', { body: '' }, 400],
    ['of two megabytes', { body: bodyOf('message.sent', `"${'x'.repeat(2_000_000)}"`) }, 413],
  ])('refuses what is %s', async (_what, delivery, status) => {
    const url = await app();
    expect((await deliver(url + path, delivery)).status).toBe(status);
    expect(calls).toEqual([]);
  });

  it('refuses a body that was tampered with', async () => {
    const url = await app();
    const headers = await signed(bodyOf('message.delivered'));
    expect((await deliver(url + path, { body: bodyOf('message.failed'), headers })).status).toBe(401);
    expect(calls).toEqual([]);
  });

  it('lies outside of the global prefix, guards and pipes of the app', async () => {
    const url = await app({}, (nest) => {
      nest.setGlobalPrefix('api');
      nest.enableVersioning();
      nest.useGlobalGuards(new Closed());
      nest.useGlobalPipes(new ChattiValidationPipe());
    });
    expect((await fetch(`${url}/api/orders`)).status).toBe(403);
    expect((await deliver(url + path)).status).toBe(204);
    expect((await deliver(`${url}/api${path}`)).status).toBe(404);
    expect((await fetch(url + path)).status).toBe(404);
  });

  it('leaves the bodies of other routes to the parsers of the app', async () => {
    @Controller('echo')
    class Echo {
      @Post()
      echo(@Body() body: object): object {
        return { body };
      }
    }
    const url = await app({}, undefined, { controllers: [Echo], providers: [Orders] });
    expect((await deliver(url + path)).status).toBe(204);
    expect(await (await post(`${url}/echo`, { a: 1 })).json()).toEqual({ body: { a: 1 } });
  });

  it('runs all handlers also where one fails, answers 500, and runs all of them again', async () => {
    const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    onTestFinished(() => error.mockRestore());
    const url = await app();
    failing.add('early');
    const first = await deliver(url + path);
    expect([first.status, first.text.includes('database')]).toEqual([500, false]);
    expect(calls).toEqual(['early', 'delivered msg_1', 'controller', 'any message.delivered']);
    expect(error.mock.calls.map(([text]) => String(text))).toEqual([
      'Orders.early failed on message.delivered evt_1: Error: no database for early',
    ]);
    failing.clear();
    expect((await deliver(url + path)).status).toBe(204);
    expect(calls).toHaveLength(8);
  });

  it('hands an event of an unknown type to the handlers of every event', async () => {
    const url = await app();
    expect((await deliver(url + path, { body: bodyOf('message.teleported', '{}') })).status).toBe(204);
    expect(calls).toEqual(['any message.teleported']);
  });

  it('asks for an event again that does not hold what its type says', async () => {
    const url = await app();
    expect((await deliver(url + path, { body: bodyOf('message.delivered', '{}') })).status).toBe(500);
    expect(calls).toEqual(['any message.delivered']);
  });

  it('shares a store with other processes', async () => {
    const store = memoryStore();
    const first = await app({ store });
    const second = await app({ store });
    expect((await deliver(first + path)).status).toBe(204);
    reset();
    expect((await deliver(second + path)).status).toBe(204);
    expect(calls).toEqual([]);
  });

  it('keeps the webhooks of two clients apart', async () => {
    @Injectable()
    class Both {
      @OnChattiEvent('message.delivered')
      own(): void {
        note('own');
      }
      @OnChattiEvent('message.delivered', { client: 'marketing' })
      marketing(): void {
        note('marketing');
      }
    }
    const marketing = ChattiModule.forRootAsync({
      name: 'marketing',
      useFactory: () => ({ ...client, webhooks: { path: '/hooks/marketing', secrets: otherSecret } }),
    });
    const url = await app({}, undefined, { imports: [marketing], providers: [Both] });
    expect((await deliver(url + path)).status).toBe(204);
    expect((await deliver(`${url}/hooks/marketing`)).status).toBe(401);
    expect((await deliver(`${url}/hooks/marketing`, { secret: otherSecret })).status).toBe(204);
    expect(calls).toEqual(['own', 'marketing']);
  });

  it('receives in an app of NestFactory as well', async () => {
    reset();
    @Module({
      imports: [ChattiModule.forRoot({ ...client, webhooks: { path, secrets: secret } })],
      providers: [Orders],
    })
    class AppModule {}
    const nest = await NestFactory.create(AppModule, adapter(), { logger: false });
    onTestFinished(() => nest.close());
    nest.setGlobalPrefix('api');
    await nest.listen(0, '127.0.0.1');
    expect((await deliver((await nest.getUrl()) + path)).status).toBe(204);
    expect(calls).toContain('delivered msg_1');
  });

  describe('as a controller', () => {
    const asController = true;

    it('is where the prefix of the app says, and behind its guards', async () => {
      const open = await app({ asController }, (nest) => nest.setGlobalPrefix('api'));
      // Without rawBody: true, which the app of this test does not say.
      const reply = await deliver(`${open}/api${path}`);
      expect([reply.status, reply.text]).toEqual([500, expect.stringContaining('rawBody: true')]);
      const closed = await app({ asController }, (nest) => nest.useGlobalGuards(new Closed()));
      expect((await deliver(closed + path)).status).toBe(403);
      expect(calls).toEqual([]);
    });

    it('receives with rawBody: true, also where its place is said beside a factory', async () => {
      reset();
      const imported = ChattiModule.forRootAsync({
        webhooks: { path, asController },
        useFactory: () => ({ ...client, webhooks: { secrets: secret } }),
      });
      const module = await Test.createTestingModule({ imports: [imported], providers: [Orders] }).compile();
      const nest = module.createNestApplication(adapter(), { logger: false, rawBody: true });
      onTestFinished(() => nest.close());
      nest.useGlobalPipes(new ChattiValidationPipe());
      await nest.listen(0, '127.0.0.1');
      expect((await deliver((await nest.getUrl()) + path)).status).toBe(204);
      expect((await deliver((await nest.getUrl()) + path, { secret: otherSecret })).status).toBe(401);
      expect(calls).toEqual(['early', 'delivered msg_1', 'any message.delivered']);
    });
  });

  it('waits for what is being handled when the app closes, and refuses the rest', async () => {
    const { promise: going, resolve: begun } = Promise.withResolvers<void>();
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    @Injectable()
    class Slow {
      isDone = false;
      @OnChattiEvent('*')
      async handle(): Promise<void> {
        begun();
        await held;
        this.isDone = true;
      }
    }
    const module = await Test.createTestingModule({
      imports: [ChattiModule.forRoot({ ...client, webhooks: { path, secrets: secret } })],
      providers: [Slow],
    }).compile();
    const nest = module.createNestApplication(adapter(), { logger: false });
    await nest.listen(0, '127.0.0.1');
    const url = (await nest.getUrl()) + path;
    const first = deliver(url);
    await going;
    const closed = nest.close();
    expect((await deliver(url, { id: 'dlv_2' })).status).toBe(503);
    letGo();
    expect((await first).status).toBe(204);
    await closed;
    expect(nest.get(Slow).isDone).toBe(true);
  });
});

it('says what to change where another parser of Express has eaten the raw body', async () => {
  reset();
  const adapter = new ExpressAdapter();
  adapter.useBodyParser('json', false);
  const module = await Test.createTestingModule({
    imports: [ChattiModule.forRoot({ ...client, webhooks: { path, secrets: secret } })],
    providers: [Orders],
  }).compile();
  const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  onTestFinished(() => error.mockRestore());
  const url = await serve(module, () => adapter);
  const reply = await deliver(url + path);
  expect([reply.status, reply.text]).toEqual([
    500,
    expect.stringMatching(/already been parsed.*rawBody: true/),
  ]);
  expect(error.mock.calls[0]?.[0]).toMatch(/ConfigurationError: rawBody: /);
  expect(calls).toEqual([]);
});
