import 'reflect-metadata';
import { ConfigurationError, createChatti } from '@chatti/core';
import type { ChattiEvent, Message } from '@chatti/core/contract';
import type { EventOf } from '@chatti/core/webhooks';
import { Inject, Injectable, Logger, type ModuleMetadata, Scope } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { Test, type TestingModule } from '@nestjs/testing';
import { describe, expect, expectTypeOf, it, onTestFinished, vi } from 'vitest';
import { secret } from '../../test/deliveries.ts';
import { ChattiModule } from '../chatti-module.ts';
import type { ChattiModuleOptions } from '../chatti-module-options.ts';
import { findHandlers } from './find-handlers.ts';
import { OnChattiEvent } from './on-chatti-event.ts';

const client = { apiKey: 'key', baseUrl: 'https://upstream.example/v1' };
const path = '/hooks/chatti';

async function start(metadata: ModuleMetadata): Promise<TestingModule> {
  const module = await Test.createTestingModule(metadata).compile();
  await module.init();
  onTestFinished(() => module.close());
  return module;
}

function withWebhooks(webhooks: object = { path, secrets: secret }) {
  // What a program in JavaScript could hand in.
  return ChattiModule.forRoot({ ...client, webhooks } as ChattiModuleOptions);
}

function warnings() {
  const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  onTestFinished(() => warn.mockRestore());
  return () => warn.mock.calls.map(([text]) => String(text));
}

@Injectable()
class Handles {
  @OnChattiEvent('*')
  handle(): void {}
}

describe('wrong options of webhooks stop the app', () => {
  it.each<[string, object]>([
    ['webhooks.path', { secrets: secret }],
    ['webhooks.path', { path: 'hooks', secrets: secret }],
    ['webhooks.path', { path: '/hooks/:id', secrets: secret }],
    ['webhooks.path', { path: '/hooks/*', secrets: secret }],
    ['webhooks.secrets', { path }],
    ['webhooks.secrets', { path, secrets: [] }],
    ['webhooks.secrets[0]', { path, secrets: 'canary?' }],
    ['webhooks.store', { path, secrets: secret, store: {} }],
    ['webhooks.store', { path, secrets: secret, store: null }],
    ['webhooks.toleranceMs', { path, secrets: secret, toleranceMs: -1 }],
    ['webhooks.leaseMs', { path, secrets: secret, leaseMs: 0 }],
    ['webhooks.bodyLimitBytes', { path, secrets: secret, bodyLimitBytes: 0 }],
    ['webhooks.now', { path, secrets: secret, now: Number.NaN }],
    ['webhooks.secrets[1]', { path, secrets: [secret, 'canary?'] }],
  ])('and are named: %s of %j', async (option, webhooks) => {
    const started = start({ imports: [withWebhooks(webhooks)], providers: [Handles] });
    await expect(started).rejects.toThrow(expect.objectContaining({ name: 'ConfigurationError', option }));
    await expect(started).rejects.not.toThrow(/canary/);
  });

  it('and so does a controller that a factory asks for too late', async () => {
    const late = ChattiModule.forRootAsync({
      name: 'marketing',
      useFactory: () => ({ ...client, webhooks: { path, secrets: secret, asController: true } }),
    });
    await expect(start({ imports: [late] })).rejects.toThrow(
      /^webhooks\.asController: .*\(client "marketing"\)$/,
    );
  });

  it('and so does one path for two clients', async () => {
    const other = ChattiModule.forRoot({ ...client, name: 'other', webhooks: { path, secrets: secret } });
    await expect(start({ imports: [withWebhooks(), other], providers: [Handles] })).rejects.toThrow(
      /^webhooks\.path: \/hooks\/chatti is that of two clients/,
    );
  });
});

describe('handlers in what Nest makes more than once', () => {
  @Injectable({ scope: Scope.REQUEST })
  class PerRequest {
    @OnChattiEvent('message.sent')
    handle(): void {}
  }
  @Injectable()
  class ByItsDependency {
    readonly dependency: PerRequest;
    constructor(@Inject(PerRequest) dependency: PerRequest) {
      this.dependency = dependency;
    }
    @OnChattiEvent('message.sent')
    handle(): void {}
  }
  @Injectable({ scope: Scope.TRANSIENT })
  class PerInjection {
    @OnChattiEvent('message.sent')
    handle(): void {}
  }

  it.each([
    ['PerRequest', [PerRequest]],
    ['ByItsDependency', [ByItsDependency, { provide: PerRequest, useClass: class {}, scope: Scope.REQUEST }]],
    ['PerInjection', [PerInjection]],
  ])('stop the app with a sentence that says why: %s', async (name, providers) => {
    await expect(start({ imports: [withWebhooks()], providers })).rejects.toThrow(
      new RegExp(
        `^${name}\\.handle cannot handle webhooks of Chatti: Nest makes a new ${name} for each request`,
      ),
    );
  });
});

describe('what is odd but works is told in the log', () => {
  it('a receiver without a handler', async () => {
    const told = warnings();
    await start({ imports: [withWebhooks()] });
    expect(told()).toEqual(['No method with @OnChattiEvent handles what /hooks/chatti receives.']);
  });

  it('a handler of a client that receives nothing', async () => {
    @Injectable()
    class Orders {
      @OnChattiEvent('message.sent', { client: 'marketnig' })
      sent(): void {}
    }
    const told = warnings();
    await start({ imports: [withWebhooks()], providers: [Handles, Orders] });
    expect(told()).toEqual([
      'Orders.sent is never called: no import of ChattiModule has webhooks for the client "marketnig".',
    ]);
  });

  it('but nothing where all is well', async () => {
    const told = warnings();
    await start({ imports: [withWebhooks()], providers: [Handles] });
    expect(told()).toEqual([]);
  });
});

it('an app without HTTP starts', async () => {
  class AppModule {}
  const app = await NestFactory.createApplicationContext(
    { module: AppModule, imports: [withWebhooks()], providers: [Handles] },
    { logger: false, abortOnError: false },
  );
  await app.close();
  expect(app).toBeDefined();
});

describe('OnChattiEvent', () => {
  it('refuses a type that there is not, and a static method', () => {
    expect(() => OnChattiEvent('message.deliverd' as 'message.delivered')).toThrow(ConfigurationError);
    const mark = OnChattiEvent('*');
    expect(() => mark(class {}, 'handle', { value: () => undefined })).toThrow(/static/);
  });

  it('counts for the method of a parent, and for one that another decorator has wrapped', async () => {
    const Wrapped: MethodDecorator = (_target, _name, descriptor) => ({
      ...descriptor,
      value: vi.fn() as never,
    });
    class Parent {
      @OnChattiEvent('message.sent')
      sent(): void {}
    }
    @Injectable()
    class Child extends Parent {
      override sent(): void {}
      @Wrapped
      @OnChattiEvent('message.failed', { order: 3 })
      failed(): void {}
    }
    const app = await start({
      imports: [withWebhooks()],
      providers: [Child, { provide: 'alias', useExisting: Child }, { provide: 'nothing', useValue: null }],
    });
    const found = findHandlers(app.get(ModulesContainer)).map(
      ({ label, type, order }) => `${label} ${type} ${order}`,
    );
    expect(new Set(found)).toEqual(
      new Set(['Child.failed message.failed 3', 'Child.sent message.sent undefined']),
    );
    expect(found).toHaveLength(2);
  });

  it('types the method by the event', () => {
    class Typed {
      @OnChattiEvent('message.received')
      received({ data }: EventOf<'message.received'>): void {
        expectTypeOf(data.message).toEqualTypeOf<Message>();
      }
      @OnChattiEvent('*')
      all(event: ChattiEvent): void {
        expectTypeOf(event.type).toExtend<string | null>();
      }
    }
    const decorator = OnChattiEvent('message.received');
    type Handler = Parameters<typeof decorator>[2];
    expectTypeOf<TypedPropertyDescriptor<Typed['received']>>().toExtend<Handler>();
    expectTypeOf<
      TypedPropertyDescriptor<(event: EventOf<'opt_out.created'>) => void>
    >().not.toExtend<Handler>();
  });
});

it('a client of the app with webhooks', async () => {
  const own = ChattiModule.forRoot({ client: createChatti(client), webhooks: { path, secrets: secret } });
  expect(await start({ imports: [own], providers: [Handles] })).toBeDefined();
});
