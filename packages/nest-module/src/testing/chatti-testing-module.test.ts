import 'reflect-metadata';
import { type Chatti, createChatti, type Message } from '@chatti/core';
import { defaultSender } from '@chatti/core/plugins';
import { Injectable, Module } from '@nestjs/common';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { secret } from '../../test/deliveries.ts';
import { ChattiModule } from '../chatti-module.ts';
import { getChattiToken } from '../chatti-token.ts';
import { InjectChatti } from '../inject-chatti.ts';
import { OnChattiEvent } from '../webhooks/on-chatti-event.ts';
import { ChattiTesting } from './chatti-testing.ts';
import { ChattiTestingModule, type ChattiTestingOptions } from './chatti-testing-module.ts';

const to = '+447700900123';
const events: string[] = [];

@Injectable()
class Texts {
  readonly orders: Chatti;
  readonly marketing: Chatti;
  constructor(@InjectChatti() orders: Chatti, @InjectChatti('marketing') marketing: Chatti) {
    this.orders = orders;
    this.marketing = marketing;
  }

  @OnChattiEvent('message.delivered')
  delivered({ data }: { data: { message: Message } }): void {
    events.push(`orders ${data.message.body}`);
  }

  @OnChattiEvent('message.delivered', { client: 'marketing' })
  marketingDelivered({ data }: { data: { message: Message } }): void {
    events.push(`marketing ${data.message.body}`);
  }
}

// As in production: a key, a host and a secret of their own, and a client that the app has made itself.
const real = { apiKey: 'live-key', baseUrl: 'https://upstream.invalid/v1' };
@Module({
  imports: [
    ChattiModule.forRootAsync({
      useFactory: () => ({
        ...real,
        plugins: [defaultSender('Acme')],
        webhooks: { path: '/hooks', secrets: secret },
      }),
    }),
    ChattiModule.forRoot({
      name: 'marketing',
      client: createChatti(real),
      webhooks: { path: '/marketing', secrets: secret },
    }),
  ],
  providers: [Texts],
})
class AppModule {}

async function start(options?: ChattiTestingOptions, change = (builder: TestingModuleBuilder) => builder) {
  events.length = 0;
  const builder = Test.createTestingModule({ imports: [AppModule, ChattiTestingModule.forRoot(options)] });
  const app = await change(builder).compile();
  await app.init();
  onTestFinished(() => app.close());
  return { app, testing: app.get(ChattiTesting), texts: app.get(Texts) };
}

describe('ChattiTestingModule', () => {
  it('sends every client of the app to the sandbox, with its plugins, each to an account of its own', async () => {
    const { testing, texts } = await start();
    await texts.orders.messages.send({ to, body: 'Order' });
    await texts.marketing.messages.send({ to, from: 'Sale', body: 'Sale' });
    expect(testing.inbox.list()).toMatchObject([{ body: 'Order', from: 'Acme' }]);
    expect(testing.account('marketing').inbox.list()).toMatchObject([{ body: 'Sale' }]);
  });

  it('hands the test the clock', async () => {
    const { testing, texts } = await start();
    const { id } = await texts.orders.messages.send({ to, body: 'Order' });
    expect((await texts.orders.messages.get({ id })).status).toBe('queued');
    await testing.clock.advance(1000);
    expect((await texts.orders.messages.get({ id })).status).toBe('delivered');
  });

  it('hands the test the faults', async () => {
    const { testing, texts } = await start();
    testing.faults.next('reset-after-commit', { endpoint: 'messages.send' });
    await expect(texts.orders.messages.send({ to, body: 'Order' })).rejects.toMatchObject({
      outcome: 'unknown',
    });
  });

  it('brings the events of the sandbox to the handlers of the app', async () => {
    const { testing, texts } = await start();
    await texts.orders.messages.send({ to, body: 'Order' });
    await texts.marketing.messages.send({ to, from: 'Sale', body: 'Sale' });
    await testing.clock.advance(1000);
    await testing.sandbox.webhooks.settled();
    expect(events.toSorted()).toEqual(['marketing Sale', 'orders Order']);
    expect(
      testing
        .account('marketing')
        .webhooks.list()
        .map(({ state }) => state),
    ).not.toContain('failed');
  });

  it('delivers an event of the test', async () => {
    const { testing } = await start();
    const event = {
      type: 'message.delivered',
      data: { message: { id: 'msg_1', body: 'made up' } as Message, opt_out: null },
    };
    expect(await testing.deliver(event, { client: 'marketing' })).toMatchObject({
      status: 204,
      outcome: 'handled',
    });
    expect(events).toEqual(['marketing made up']);
    await expect(testing.deliver(event, { client: 'nobody' })).rejects.toThrow(/^webhooks: /);
  });

  it('leaves the overriding of a named client to Nest', async () => {
    const fake = { messages: {} };
    const { texts, testing } = await start({}, (builder) =>
      builder.overrideProvider(getChattiToken('marketing')).useValue(fake),
    );
    expect(texts.marketing).toBe(fake);
    await texts.orders.messages.send({ to, body: 'Order' });
    expect(testing.inbox.list()).toHaveLength(1);
  });

  it('provides clients for a provider alone', async () => {
    const app = await Test.createTestingModule({
      imports: [ChattiTestingModule.forRoot({ clients: ['marketing'], sandbox: { latencyMs: 10 } })],
      providers: [Texts],
    }).compile();
    onTestFinished(() => app.close());
    await app.get(Texts).marketing.messages.send({ to, from: 'Sale', body: 'Sale' });
    expect(app.get(ChattiTesting).account('marketing').inbox.latest()?.body).toBe('Sale');
  });

  it('closes the sandbox with the app', async () => {
    const { app, texts } = await start();
    await app.close();
    await expect(texts.orders.account.get({}, { retryLimit: 0 })).rejects.toMatchObject({
      name: 'NetworkError',
    });
  });
});
