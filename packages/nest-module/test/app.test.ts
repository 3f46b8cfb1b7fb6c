import 'reflect-metadata';
import { type Chatti, InputError } from '@chatti/core';
import { createSandbox } from '@chatti/sandbox';
import { Body, Controller, Get, Inject, Injectable, Module, Param, Post } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { expect, it, onTestFinished } from 'vitest';
import { ChattiModule, InjectChatti } from '../src/index.ts';

@Injectable()
class Texts {
  readonly orders: Chatti;
  readonly marketing: Chatti;
  constructor(@InjectChatti() orders: Chatti, @InjectChatti('marketing') marketing: Chatti) {
    this.orders = orders;
    this.marketing = marketing;
  }
}

@Controller('messages')
class MessagesController {
  readonly #texts: Texts;
  constructor(@Inject(Texts) texts: Texts) {
    this.#texts = texts;
  }

  @Post()
  send(@Body() input: { to: string; body: string }) {
    return this.#texts.orders.messages.send({ ...input, from: 'Acme' });
  }

  @Post('marketing')
  sendMarketing(@Body() input: { to: string; body: string }) {
    return this.#texts.marketing.messages.send({ ...input, from: 'Acme' });
  }

  @Get(':id')
  get(@Param('id') id: string) {
    return this.#texts.orders.messages.get({ id });
  }
}

/** A Nest app on a free port, and the sandbox behind its two clients. */
async function app() {
  const sandbox = createSandbox({ clock: 'manual' });
  const { fetch, baseUrl } = sandbox;
  @Module({
    imports: [
      ChattiModule.forRoot({ apiKey: 'key-of-orders', baseUrl, fetch }),
      ChattiModule.forRootAsync({
        name: 'marketing',
        useFactory: () => ({ apiKey: 'key-of-marketing', baseUrl, fetch }),
      }),
    ],
    controllers: [MessagesController],
    providers: [Texts],
  })
  class AppModule {}
  const module = await Test.createTestingModule({ imports: [AppModule] }).compile();
  const nest = module.createNestApplication({ logger: false });
  await nest.listen(0, '127.0.0.1');
  onTestFinished(async () => {
    await nest.close();
    await sandbox.close();
  });
  return { url: await nest.getUrl(), sandbox, texts: module.get(Texts) };
}

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

it('a controller sends and reads by the injected client', async () => {
  const { url } = await app();
  const reply = await post(`${url}/messages`, { to: '+447700900123', body: 'Hello' });
  expect(reply.status).toBe(201);
  const { id } = (await reply.json()) as { id: string };
  expect(await (await fetch(`${url}/messages/${id}`)).json()).toMatchObject({
    id,
    to: '+447700900123',
    body: 'Hello',
  });
});

it('each named client sends for its own account', async () => {
  const { url, texts } = await app();
  await post(`${url}/messages`, { to: '+447700900123', body: 'Order' });
  await post(`${url}/messages/marketing`, { to: '+447700900123', body: 'Sale' });
  const bodies = async (client: Chatti) => (await client.messages.list({})).data.map(({ body }) => body);
  expect(await bodies(texts.orders)).toEqual(['Order']);
  expect(await bodies(texts.marketing)).toEqual(['Sale']);
});

it('a wrong input reaches the controller as an error that says that nothing was sent', async () => {
  const { texts } = await app();
  const sent = texts.orders.messages.send({ to: 'nobody', from: 'Acme', body: 'Hello' });
  await expect(sent).rejects.toThrow(InputError);
  await expect(sent).rejects.toThrow(expect.objectContaining({ outcome: 'not_sent' }));
  expect((await texts.orders.messages.list({})).total).toBe(0);
});
