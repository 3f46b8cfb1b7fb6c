import assert from 'node:assert/strict';
import { createChatti } from '@chatti/core';
import { signWebhook } from '@chatti/core/webhooks';
import { ChattiModule, type EventOf, OnChattiEvent } from '@chatti/nest-module';
import { createSandbox, type Sandbox } from '@chatti/sandbox';
import {
  type CanActivate,
  Controller,
  Get,
  Injectable,
  type INestApplication,
  Scope,
  ValidationPipe,
} from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { listen, type Scenario, type Stage } from './platform.ts';

const path = '/webhooks/chatti';
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const to = '+447700900123';

@Injectable()
class Deliveries {
  readonly seen: string[] = [];
  readonly all: (string | null)[] = [];
  isBroken = false;

  @OnChattiEvent('message.delivered')
  async delivered({ data }: EventOf<'message.delivered'>): Promise<void> {
    await Promise.resolve();
    if (this.isBroken) throw new Error('no database');
    this.seen.push(data.message.id);
  }

  @OnChattiEvent('*')
  any({ type }: { readonly type: string | null }): void {
    this.all.push(type);
  }
}

@Controller('orders')
class Orders {
  @Get()
  list(): string[] {
    return [];
  }
}

class Closed implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

interface App {
  readonly sandbox: Sandbox;
  readonly deliveries: Deliveries;
  readonly url: string;
  send(): Promise<string>;
  post(body: string, headers: Record<string, string>): Promise<number>;
}

/** An app with all that stands in the way of a webhook, and a sandbox that listens on a socket. */
async function start(stage: Stage): Promise<App> {
  const sandbox = createSandbox({ clock: 'manual', webhookSecret: secret });
  stage.after(() => sandbox.close());
  const { baseUrl } = await sandbox.listen({ port: 0 });
  const { apiKey } = sandbox;
  const module: TestingModule = await Test.createTestingModule({
    imports: [ChattiModule.forRoot({ apiKey, baseUrl, webhooks: { path, secrets: secret } })],
    controllers: [Orders],
    providers: [Deliveries],
  }).compile();
  const url = await listen(module, stage, obstruct);
  assert.equal((await fetch(`${url}/api/orders`)).status, 403);
  const chatti = createChatti({ apiKey, baseUrl });
  return {
    sandbox,
    url,
    deliveries: module.get(Deliveries),
    async send() {
      await chatti.webhooks.create({ name: 'app', url: url + path, events: ['message.delivered'] });
      const { id } = await chatti.messages.send({ to, from: 'Acme', body: 'Grüße 😀' });
      await sandbox.clock.advance(1000);
      await sandbox.webhooks.settled();
      return id;
    },
    async post(body, headers) {
      return (await fetch(url + path, { method: 'POST', headers, body })).status;
    },
  };
}

function obstruct(app: INestApplication): void {
  app.setGlobalPrefix('api');
  app.useGlobalGuards(new Closed());
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true }));
}

const real: Scenario = {
  title:
    'a sandbox posts an event over a socket to a decorated method, past prefix, guard and ValidationPipe',
  async run(stage) {
    const { deliveries, sandbox, send } = await start(stage);
    const id = await send();
    assert.deepEqual(deliveries.seen, [id]);
    assert.deepEqual(deliveries.all, ['message.delivered']);
    assert.deepEqual(
      sandbox.webhooks.list().map(({ attempts }) => attempts.map(({ status }) => status)),
      [[204]],
    );
  },
};

const again: Scenario = {
  title: 'an event whose handler failed comes again, and one that was handled is not handled twice',
  async run(stage) {
    const { deliveries, sandbox, send } = await start(stage);
    deliveries.isBroken = true;
    const id = await send();
    assert.deepEqual(deliveries.seen, []);
    deliveries.isBroken = false;
    await sandbox.clock.advance(10_000);
    await sandbox.webhooks.settled();
    assert.deepEqual(deliveries.seen, [id]);
    const [delivery] = sandbox.webhooks.list();
    assert.deepEqual(
      delivery?.attempts.map(({ status }) => status),
      [500, 204],
    );
    await sandbox.webhooks.resend(delivery?.id ?? '');
    assert.deepEqual(deliveries.seen, [id]);
  },
};

const hostile: Scenario = {
  title: 'what is tampered with, replayed, old, unsigned or signed by another does not reach a handler',
  async run(stage) {
    const { deliveries, post } = await start(stage);
    const body = JSON.stringify({
      id: 'evt_1',
      type: 'webhook.test',
      timestamp: '2026-11-22T12:00:00Z',
      data: {},
    });
    const sign = (timestamp = Date.now(), key = secret) =>
      signWebhook({ id: 'evt_1', timestamp: new Date(timestamp), body, secret: key });
    assert.equal(await post(body.replace('test', 'tset'), await sign()), 401);
    assert.equal(await post(body, await sign(Date.now() - 360_000)), 401);
    assert.equal(await post(body, await sign(Date.now() + 360_000)), 401);
    assert.equal(await post(body, await sign(Date.now(), 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD')), 401);
    assert.equal(await post(body, {}), 400);
    assert.deepEqual(deliveries.all, []);
    assert.equal(await post(body, await sign()), 204);
    assert.equal(await post(body, await sign()), 204);
    assert.deepEqual(deliveries.all, ['webhook.test']);
  },
};

const controlled: Scenario = {
  title: 'as a controller it obeys prefix and guards, and says what to change where the raw body is missing',
  async run(stage) {
    const module = () =>
      Test.createTestingModule({
        imports: [
          ChattiModule.forRoot({
            apiKey: 'key',
            baseUrl: 'https://upstream.invalid/v1',
            webhooks: { path, secrets: secret, asController: true },
          }),
        ],
        providers: [Deliveries],
      }).compile();
    const body = JSON.stringify({
      id: 'evt_1',
      type: 'webhook.test',
      timestamp: '2026-11-22T12:00:00Z',
      data: {},
    });
    const headers = { ...(await signWebhook({ id: 'evt_1', timestamp: new Date(), body, secret })) };
    const post = async (url: string) => {
      const reply = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
      return { status: reply.status, text: await reply.text() };
    };
    const closed = await listen(await module(), stage, obstruct);
    assert.equal((await post(`${closed}/api${path}`)).status, 403);
    const forgetful = await post(`${await listen(await module(), stage)}${path}`);
    assert.equal(forgetful.status, 500);
    assert.match(forgetful.text, /rawBody: true/);
    const receiving = await module();
    const app = receiving.createNestApplication(stage.platform.adapter(), { logger: false, rawBody: true });
    stage.after(() => app.close());
    await app.listen(0, '127.0.0.1');
    assert.equal((await post((await app.getUrl()) + path)).status, 204);
    assert.deepEqual(receiving.get(Deliveries).all, ['webhook.test']);
  },
};

const perRequest: Scenario = {
  title: 'a handler in a request-scoped provider stops the app with a sentence',
  async run() {
    @Injectable({ scope: Scope.REQUEST })
    class PerRequest {
      @OnChattiEvent('*')
      handle(): void {}
    }
    const module = await Test.createTestingModule({
      imports: [
        ChattiModule.forRoot({
          apiKey: 'key',
          baseUrl: 'https://upstream.invalid/v1',
          webhooks: { path, secrets: secret },
        }),
      ],
      providers: [PerRequest],
    }).compile();
    await assert.rejects(module.init(), /PerRequest\.handle cannot handle webhooks of Chatti/);
  },
};

/** Webhooks to decorated methods. */
export const webhookScenarios: readonly Scenario[] = [real, again, hostile, controlled, perRequest];
