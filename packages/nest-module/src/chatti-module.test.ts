import 'reflect-metadata';
import { inspect, types } from 'node:util';
import { type Chatti, type Client, ConfigurationError, createChatti } from '@chatti/core';
import { chattiV1, defineContract } from '@chatti/core/contract';
import { Inject, Injectable, Logger, Module } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { Test, type TestingModule } from '@nestjs/testing';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ChattiModule } from './chatti-module.ts';
import type { ChattiModuleOptions, ChattiOptionsFactory } from './chatti-module-options.ts';
import { getChattiToken } from './chatti-token.ts';
import { InjectChatti } from './inject-chatti.ts';

const apiKey = 'canary-key-5f2b91';
const baseUrl = 'https://upstream.example/v1';
const message = { to: '+447700900123', body: 'Hello' };

/** A fetch that answers every send, and the keys that it was called with. */
function counter() {
  const keys: (string | null)[] = [];
  const fetch = async (_url: string, init?: RequestInit): Promise<Response> => {
    keys.push(new Headers(init?.headers).get('x-api-key'));
    return Response.json({ id: 'msg_1', status: 'queued' });
  };
  return { fetch, keys };
}

@Injectable()
class Reminders {
  readonly chatti: Chatti;
  constructor(@InjectChatti() chatti: Chatti) {
    this.chatti = chatti;
  }
}

async function start(
  ...imports: NonNullable<Parameters<typeof Module>[0]['imports']>
): Promise<TestingModule> {
  const app = await Test.createTestingModule({ imports, providers: [Reminders] }).compile();
  await app.init();
  onTestFinished(() => app.close());
  return app;
}

describe('ChattiModule.forRoot', () => {
  it('injects a client that sends', async () => {
    const { fetch, keys } = counter();
    const app = await start(ChattiModule.forRoot({ apiKey, baseUrl, fetch }));
    const sent = await app.get(Reminders).chatti.messages.send(message);
    expect(sent.id).toBe('msg_1');
    expect(keys).toEqual([apiKey]);
  });

  it('keeps two named clients apart, each with its own key', async () => {
    const { fetch, keys } = counter();
    const app = await Test.createTestingModule({
      imports: [
        ChattiModule.forRoot({ name: 'orders', apiKey: 'key-of-orders', baseUrl, fetch }),
        ChattiModule.forRoot({ name: 'marketing', apiKey: 'key-of-marketing', baseUrl, fetch }),
      ],
    }).compile();
    await app.get<Chatti>(getChattiToken('orders'), { strict: false }).messages.send(message);
    await app.get<Chatti>(getChattiToken('marketing'), { strict: false }).messages.send(message);
    expect(keys).toEqual(['key-of-orders', 'key-of-marketing']);
  });

  it('is global where it says so, and only there', async () => {
    @Module({ providers: [Reminders] })
    class Feature {}
    const options = { apiKey, baseUrl };
    const compiled = (isGlobal: boolean) =>
      Test.createTestingModule({
        imports: [ChattiModule.forRoot({ ...options, isGlobal }), Feature],
      }).compile();
    expect((await compiled(true)).get(Reminders, { strict: false }).chatti).toBeDefined();
    await expect(compiled(false)).rejects.toThrow(/Chatti/);
  });

  it('injects a client that the app has made', async () => {
    const client = createChatti({ apiKey, baseUrl });
    const app = await start(ChattiModule.forRoot({ client }));
    expect(app.get(Reminders).chatti).toBe(client);
  });

  it('injects a client of a contract of the app', async () => {
    const contract = defineContract({ texts: { send: { ...chattiV1.messages.send, path: '/texts' } } });
    const urls: string[] = [];
    const fetch = async (url: string): Promise<Response> => {
      urls.push(url);
      return Response.json({ id: 'msg_1', status: 'queued' });
    };
    const module = ChattiModule.forRoot({ contract, apiKey, baseUrl, fetch });
    const app = await Test.createTestingModule({ imports: [module] }).compile();
    const client = app.get<Client<typeof contract>>(getChattiToken(), { strict: false });
    expect((await client.texts.send(message)).id).toBe('msg_1');
    expect(urls).toEqual([`${baseUrl}/texts`]);
  });

  it('takes key and base URL from the environment where it has no options', async () => {
    vi.stubEnv('CHATTI_API_KEY', apiKey);
    vi.stubEnv('CHATTI_BASE_URL', baseUrl);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect((await start(ChattiModule.forRoot())).get(Reminders).chatti).toBeDefined();
  });

  it('can be replaced by a test', async () => {
    const fake = { messages: {} };
    const app = await Test.createTestingModule({
      imports: [ChattiModule.forRoot({ apiKey, baseUrl })],
      providers: [Reminders],
    })
      .overrideProvider(getChattiToken())
      .useValue(fake)
      .compile();
    expect(app.get(Reminders).chatti).toBe(fake);
  });

  it('makes one client for each call, and warns of a second one of the same name', async () => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    onTestFinished(() => warn.mockRestore());
    const seen: Chatti[] = [];
    class Keeper {
      constructor(chatti: Chatti) {
        seen.push(chatti);
      }
    }
    Inject(getChattiToken())(Keeper, undefined, 0);
    @Module({ imports: [ChattiModule.forRoot({ apiKey, baseUrl })], providers: [Keeper] })
    class First {}
    @Module({ imports: [ChattiModule.forRoot({ apiKey, baseUrl })], providers: [Keeper] })
    class Second {}
    const app = await Test.createTestingModule({ imports: [First, Second] }).compile();
    await app.init();
    onTestFinished(() => app.close());
    expect(new Set(seen).size).toBe(2);
    expect(warn).toHaveBeenCalledOnce();
    expect(warn.mock.calls[0]?.[0]).toMatch(/^2 imports of ChattiModule register the client "Chatti"/);
  });

  it('does not warn of clients with different names', async () => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    onTestFinished(() => warn.mockRestore());
    await start(
      ChattiModule.forRoot({ apiKey, baseUrl }),
      ChattiModule.forRoot({ name: 'other', apiKey, baseUrl }),
    );
    expect(warn).not.toHaveBeenCalled();
  });
});

describe('ChattiModule.forRootAsync', () => {
  @Injectable()
  class Settings {
    readonly key = apiKey;
  }
  @Module({ providers: [Settings], exports: [Settings] })
  class SettingsModule {}

  @Injectable()
  class FromSettings implements ChattiOptionsFactory {
    readonly #settings: Settings;
    constructor(@Inject(Settings) settings: Settings) {
      this.#settings = settings;
    }
    createChattiOptions() {
      return { apiKey: this.#settings.key, baseUrl, fetch: shared.fetch };
    }
  }
  @Module({ imports: [SettingsModule], providers: [FromSettings], exports: [FromSettings] })
  class FactoryModule {}
  const shared = counter();

  it.each([
    [
      'useFactory',
      {
        imports: [SettingsModule],
        inject: [Settings],
        useFactory: async ({ key }: Settings) => ({ apiKey: key, baseUrl, fetch: shared.fetch }),
      },
    ],
    ['useClass', { imports: [SettingsModule], useClass: FromSettings }],
    ['useExisting', { imports: [FactoryModule], useExisting: FromSettings }],
  ])('takes its options from %s', async (_how, options) => {
    shared.keys.length = 0;
    const app = await start(ChattiModule.forRootAsync(options));
    await app.get(Reminders).chatti.messages.send(message);
    expect(shared.keys).toEqual([apiKey]);
  });

  it('takes a name beside the factory', async () => {
    const app = await Test.createTestingModule({
      imports: [ChattiModule.forRootAsync({ name: 'orders', useFactory: () => ({ apiKey, baseUrl }) })],
    }).compile();
    expect(app.get(getChattiToken('orders'), { strict: false })).toBeDefined();
  });

  it('refuses a name inside the result of the factory, where it comes too late', async () => {
    const options: ChattiModuleOptions = { apiKey, baseUrl, name: 'orders' };
    await expect(start(ChattiModule.forRootAsync({ useFactory: () => options }))).rejects.toThrow(
      /^name: belongs beside/,
    );
  });

  it('refuses a factory that gives nothing', async () => {
    // A factory in JavaScript may forget to return.
    const useFactory = (() => undefined) as unknown as () => ChattiModuleOptions;
    await expect(start(ChattiModule.forRootAsync({ useFactory }))).rejects.toThrow(/^options: /);
  });
});

describe('at boot', () => {
  it.each<[string, ChattiModuleOptions]>([
    ['baseUrl', { apiKey }],
    ['baseUrl', { apiKey, baseUrl: 'http://api.example/v1' }],
    ['apiKey', { baseUrl }],
    ['apiKey', { apiKey: `${apiKey}\n`, baseUrl }],
    ['timeoutMs', { apiKey, baseUrl, timeoutMs: -1 }],
  ])('a wrong %s stops the app, is named, and no key is repeated', async (option, options) => {
    const synchronous = start(ChattiModule.forRoot(options));
    await expect(synchronous).rejects.toThrow(ConfigurationError);
    await expect(synchronous).rejects.toThrow(expect.objectContaining({ option }));
    await expect(synchronous).rejects.not.toThrow(new RegExp(apiKey));
    await expect(start(ChattiModule.forRootAsync({ useFactory: () => options }))).rejects.toThrow(
      expect.objectContaining({ option }),
    );
  });

  it('says which client it is where there are names', async () => {
    const imports = [ChattiModule.forRoot({ name: 'marketing', apiKey })];
    const started = Test.createTestingModule({ imports }).compile();
    await expect(started).rejects.toThrow(/^baseUrl: .*\(client "marketing"\)$/);
  });

  it('refuses an empty name, at once', () => {
    expect(() => ChattiModule.forRoot({ apiKey, baseUrl, name: '' })).toThrow(
      expect.objectContaining({ option: 'name' }),
    );
  });

  it('refuses a client that is none', async () => {
    // What a program in JavaScript could hand in.
    const options = { client: undefined } as unknown as ChattiModuleOptions;
    await expect(start(ChattiModule.forRoot(options))).rejects.toThrow(
      expect.objectContaining({ option: 'client' }),
    );
  });

  it('a constructor parameter without @InjectChatti() stops the app', async () => {
    class Forgetful {
      readonly chatti: Chatti;
      constructor(chatti: Chatti) {
        this.chatti = chatti;
      }
    }
    // What emitDecoratorMetadata writes for an interface.
    Reflect.defineMetadata('design:paramtypes', [Object], Forgetful);
    const compiled = Test.createTestingModule({
      imports: [ChattiModule.forRoot({ apiKey, baseUrl })],
      providers: [Forgetful],
    }).compile();
    await expect(compiled).rejects.toThrow(/Forgetful/);
  });
});

describe('a dump of the container', () => {
  const canarySecret = 'Y2FuYXJ5LXNlY3JldC0xMjM0NTY3';
  const webhooks = { path: '/hooks', secrets: `whsec_${canarySecret}` };

  @Injectable()
  class Config implements ChattiOptionsFactory {
    createChattiOptions() {
      return { apiKey, baseUrl };
    }
  }

  it.each([
    ['forRoot', () => ChattiModule.forRoot({ apiKey, baseUrl })],
    ['forRoot with webhooks', () => ChattiModule.forRoot({ apiKey, baseUrl, logger: true, webhooks })],
    ['a contract', () => ChattiModule.forRoot({ contract: chattiV1, apiKey, baseUrl })],
    ['a client', () => ChattiModule.forRoot({ client: createChatti({ apiKey, baseUrl }) })],
    [
      'a receiver as a controller',
      () => ChattiModule.forRoot({ apiKey, baseUrl, webhooks: { ...webhooks, asController: true } }),
    ],
    [
      'useFactory',
      () => ChattiModule.forRootAsync({ useFactory: async () => ({ apiKey, baseUrl, webhooks }) }),
    ],
    ['useClass', () => ChattiModule.forRootAsync({ useClass: Config })],
  ])('holds neither key nor secret after %s', async (_how, imported) => {
    const app = await start(imported());
    const texts = textsWithin(app);
    expect(texts.filter((text) => text.includes(canarySecret))).toEqual([]);
    expect(texts).toContain('CHATTI_MODULE_OPTIONS');
    expect(texts.filter((text) => text.includes(apiKey))).toEqual([]);
    expect(inspect(app.get(ModulesContainer), { depth: 6, showHidden: true })).not.toMatch(
      new RegExp(`${apiKey}|${canarySecret}`),
    );
  });

  it('holds neither in a whole app that listens', async () => {
    const module = await Test.createTestingModule({
      imports: [ChattiModule.forRoot({ apiKey, baseUrl, webhooks, logger: true })],
      providers: [Reminders],
    }).compile();
    const app = module.createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    onTestFinished(() => app.close());
    // Express keeps its routes behind a getter.
    const express: { readonly router: unknown } = app.getHttpAdapter().getInstance();
    const texts = textsWithin([app, app.get(ModulesContainer), express.router]);
    expect(texts).toEqual(expect.arrayContaining(['CHATTI_MODULE_OPTIONS', webhooks.path]));
    expect(texts.filter((text) => text.includes(apiKey) || text.includes(canarySecret))).toEqual([]);
  });

  it('would show a key that lies open', async () => {
    const app = await start(ChattiModule.forRoot({ apiKey, baseUrl }), {
      module: class Open {},
      providers: [{ provide: 'open', useValue: { deep: [{ apiKey }] } }],
    });
    expect(textsWithin(app)).toContain(apiKey);
  });
});

/** Every text that can be reached from a value through properties, hidden ones too, and through maps and sets. */
function textsWithin(root: unknown): string[] {
  const seen = new Set<unknown>([root]);
  for (const value of seen) {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) continue;
    const properties = Object.values(Object.getOwnPropertyDescriptors(value)).map(
      (property): unknown => property.value,
    );
    const items: unknown[] = types.isMap(value) ? [...value].flat() : types.isSet(value) ? [...value] : [];
    for (const inner of [...properties, ...items]) seen.add(inner);
  }
  return [...seen].filter((value) => typeof value === 'string');
}
