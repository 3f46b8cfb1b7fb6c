import assert from 'node:assert/strict';
import { type Chatti, ConfigurationError } from '@chatti/core';
import { type Parsed, type SendMessage, sendMessageSchema } from '@chatti/core/contract';
import { ChattiModule, ChattiValidationPipe, InjectChatti } from '@chatti/nest-module';
import { createSandbox, type Sandbox } from '@chatti/sandbox';
import { Body, Controller, Get, Injectable, Param, Post } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { Test } from '@nestjs/testing';
import { listen, type Scenario, type Stage } from './platform.ts';

@Controller('messages')
class MessagesController {
  readonly #chatti: Chatti;
  constructor(@InjectChatti() chatti: Chatti) {
    this.#chatti = chatti;
  }

  @Post()
  send(@Body(new ChattiValidationPipe(sendMessageSchema)) message: Parsed<SendMessage>) {
    return this.#chatti.messages.send(message);
  }

  @Get(':id')
  get(@Param('id') id: string) {
    return this.#chatti.messages.get({ id });
  }
}

function sandboxOn({ after }: Stage): Sandbox {
  const sandbox = createSandbox({ clock: 'manual' });
  after(() => sandbox.close());
  return sandbox;
}

const injected: Scenario = {
  title: 'a controller sends by the injected client, and a wrong body is 400',
  async run(stage) {
    const { fetch: upstream, baseUrl, apiKey, inbox } = sandboxOn(stage);
    const module = await Test.createTestingModule({
      imports: [ChattiModule.forRoot({ fetch: upstream, baseUrl, apiKey })],
      controllers: [MessagesController],
    }).compile();
    const url = `${await listen(module, stage)}/messages`;
    const post = (message: object) =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message),
      });
    const sent = await post({ to: '44 7700 900123', from: 'Acme', body: 'Hello' });
    assert.equal(sent.status, 201);
    assert.equal(inbox.latest({ to: '+447700900123' })?.body, 'Hello');
    const { id } = (await sent.json()) as { id: string };
    const read = (await (await fetch(`${url}/${id}`)).json()) as { to: string };
    assert.equal(read.to, '+447700900123');
    // Without the filter: Nest's own answer.
    assert.equal((await post({ to: 'nobody', from: 'Acme', body: 'Hello' })).status, 400);
    assert.equal(inbox.list().length, 1);
  },
};

const named: Scenario = {
  title: 'two named clients send with keys of their own, one of them from the settings of @nestjs/config',
  async run(stage) {
    const sandbox = sandboxOn(stage);
    const { fetch: upstream, baseUrl } = sandbox;
    @Injectable()
    class Texts {
      readonly orders: Chatti;
      readonly marketing: Chatti;
      constructor(@InjectChatti('orders') orders: Chatti, @InjectChatti('marketing') marketing: Chatti) {
        this.orders = orders;
        this.marketing = marketing;
      }
    }
    const settings = ConfigModule.forRoot({
      ignoreEnvFile: true,
      load: [() => ({ CHATTI_API_KEY: 'key-of-marketing', CHATTI_BASE_URL: baseUrl })],
    });
    const module = await Test.createTestingModule({
      imports: [
        ChattiModule.forRoot({ name: 'orders', apiKey: 'key-of-orders', baseUrl, fetch: upstream }),
        ChattiModule.forRootAsync({
          name: 'marketing',
          imports: [settings],
          inject: [ConfigService],
          useFactory: (config: ConfigService) => ({
            apiKey: config.getOrThrow<string>('CHATTI_API_KEY'),
            baseUrl: config.getOrThrow<string>('CHATTI_BASE_URL'),
            fetch: upstream,
          }),
        }),
      ],
      providers: [Texts],
    }).compile();
    stage.after(() => module.close());
    const { orders, marketing } = module.get(Texts);
    await orders.messages.send({ to: '+447700900123', from: 'Acme', body: 'Order' });
    await marketing.messages.send({ to: '+447700900123', from: 'Acme', body: 'Sale' });
    assert.equal(sandbox.account('key-of-orders').inbox.latest()?.body, 'Order');
    assert.equal(sandbox.account('key-of-marketing').inbox.latest()?.body, 'Sale');
  },
};

const checked: Scenario = {
  title: 'a wrong option stops the app and is named, and the key is not',
  async run() {
    const imports = [
      ChattiModule.forRoot({ name: 'orders', apiKey: 'canary', baseUrl: 'http://api.example/v1' }),
    ];
    await assert.rejects(Test.createTestingModule({ imports }).compile(), (error) => {
      assert.ok(error instanceof ConfigurationError);
      assert.equal(error.option, 'baseUrl');
      assert.doesNotMatch(String(error.stack), /canary/);
      return true;
    });
  },
};

const forgotten: Scenario = {
  title: 'a parameter without @InjectChatti() stops the app',
  async run() {
    @Injectable()
    class Forgetful {
      readonly chatti: Chatti;
      constructor(chatti: Chatti) {
        this.chatti = chatti;
      }
    }
    // What emitDecoratorMetadata writes for a parameter whose type is an interface.
    Reflect.defineMetadata('design:paramtypes', [Object], Forgetful);
    const compiled = Test.createTestingModule({
      imports: [ChattiModule.forRoot({ apiKey: 'key', baseUrl: 'https://upstream.invalid/v1' })],
      providers: [Forgetful],
    }).compile();
    await assert.rejects(compiled, /Forgetful/);
  },
};

/** Clients in the dependency injection. */
export const clientScenarios: readonly Scenario[] = [injected, named, checked, forgotten];
