import { ConfigurationError } from '@chatti/core';
import type { Message } from '@chatti/core/contract';
import { memoryStore, signWebhook } from '@chatti/core/webhooks';
import type { RequestHandler } from 'express';
import { describe, expect, expectTypeOf, it, onTestFinished, vi } from 'vitest';
import { expresses } from '../../test/expresses.ts';
import { raw, serve } from '../../test/serve.ts';
import { chattiWebhooks, type WebhooksOptions } from './chatti-webhooks.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const otherSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

/** A body that no serialiser would write so, so that parsing and writing it again breaks the signature. */
const body = bodyOf(
  'message.received',
  '{"message": {"id": "msg_1", "from": "+447700900123", "body": "Grüße, 😀"}}',
);

function bodyOf(type: string, data: string): string {
  return `{ "id": "evt_1", "type":"${type}", "timestamp": "2026-11-24T16:00:00Z",\n "data": ${data} }`;
}

function signed(more: Partial<Parameters<typeof signWebhook>[0]> = {}) {
  return signWebhook({ id: 'dlv_1', timestamp: new Date(), body, secret, ...more });
}

describe.each(expresses)('chattiWebhooks on $version', ({ express }) => {
  async function app(options: Partial<WebhooksOptions> = {}, before?: RequestHandler) {
    const received = vi.fn<(event: unknown) => unknown>();
    const onError = vi.fn<(error: unknown) => void>();
    const server = express();
    if (before !== undefined) server.use(before);
    server.use(
      '/hook',
      chattiWebhooks({ secrets: secret, on: { 'message.received': received }, onError, ...options }),
    );
    const url = await serve(server);
    const deliver = (headers: Record<string, string>, content: string = body) =>
      raw(url, {
        method: 'POST',
        path: '/hook',
        headers: { 'content-type': 'application/json', ...headers },
        body: content,
      });
    return { deliver, received, onError };
  }

  it('hands a genuine event to the handler of its type', async () => {
    const { deliver, received, onError } = await app();
    const reply = await deliver(await signed());
    expect([reply.status, reply.text]).toEqual([204, '']);
    expect(received.mock.calls).toMatchObject([
      [{ id: 'evt_1', type: 'message.received', data: { message: { id: 'msg_1' } } }],
    ]);
    expect(onError).not.toHaveBeenCalled();
  });

  it('acknowledges a replay without the handler', async () => {
    const { deliver, received } = await app();
    const headers = await signed();
    expect([(await deliver(headers)).status, (await deliver(headers)).status]).toEqual([204, 204]);
    expect(received).toHaveBeenCalledOnce();
  });

  it.each<[string, number, Partial<Parameters<typeof signWebhook>[0]>]>([
    ['signed with another secret', 401, { secret: otherSecret }],
    ['signed over another body', 401, { body: body.replace('msg_1', 'msg_2') }],
    ['six minutes old', 401, { timestamp: new Date(Date.now() - 360_000) }],
    ['six minutes ahead', 401, { timestamp: new Date(Date.now() + 360_000) }],
  ])('refuses what is %s', async (_what, status, more) => {
    const { deliver, received } = await app();
    expect((await deliver(await signed(more))).status).toBe(status);
    expect(received).not.toHaveBeenCalled();
  });

  it('refuses what has no signature, or ten thousand', async () => {
    const { deliver, received } = await app();
    expect((await deliver({})).status).toBe(400);
    const headers = await signed();
    const many = `${'v1,AAAA '.repeat(10_000)}${headers['webhook-signature']}`;
    expect((await deliver({ ...headers, 'webhook-signature': many })).status).toBe(400);
    expect(received).not.toHaveBeenCalled();
  });

  it('refuses a body of 5 MB without looking into it', async () => {
    const { deliver, received } = await app();
    expect((await deliver(await signed(), ' '.repeat(5_000_000))).status).toBe(413);
    expect(received).not.toHaveBeenCalled();
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('no database');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no database'))],
  ])('answers 500 where the handler %s, and runs it again', async (_how, failing) => {
    const { deliver, received, onError } = await app();
    received.mockImplementationOnce(failing);
    const first = await deliver(await signed());
    expect([first.status, first.text.includes('database')]).toEqual([500, false]);
    expect(onError.mock.calls[0]?.[0]).toEqual(new Error('no database'));
    expect((await deliver(await signed())).status).toBe(204);
    expect(received).toHaveBeenCalledTimes(2);
  });

  it('runs the handler of every event last, also for a type that nobody knows', async () => {
    const order: string[] = [];
    const on = {
      'message.received': () => order.push('one'),
      '*': ({ type }: { type: string | null }) => order.push(`all ${type}`),
    };
    const { deliver } = await app({ on });
    await deliver(await signed());
    const unknown = bodyOf('message.teleported', '{}');
    expect((await deliver(await signed({ id: 'dlv_2', body: unknown }), unknown)).status).toBe(204);
    expect(order).toEqual(['one', 'all message.received', 'all message.teleported']);
  });

  it('takes no type for a handler that is none of its own', async () => {
    const { deliver } = await app();
    for (const type of ['constructor', '__proto__', '*', 'message.sent']) {
      const content = bodyOf(type, '{}');
      expect((await deliver(await signed({ id: type, body: content }), content)).status).toBe(204);
    }
  });

  it('asks for an event again that does not hold what its type says', async () => {
    const { deliver, received, onError } = await app();
    const content = bodyOf('message.received', '{}');
    expect((await deliver(await signed({ body: content }), content)).status).toBe(500);
    expect(received).not.toHaveBeenCalled();
    expect(onError.mock.calls[0]?.[0]).toEqual(
      new TypeError('an event message.received came without data.message'),
    );
  });

  it('shares a store with other processes', async () => {
    const store = memoryStore();
    const [first, second] = [await app({ store }), await app({ store })];
    await first.deliver(await signed());
    await second.deliver(await signed());
    expect([first.received.mock.calls.length, second.received.mock.calls.length]).toEqual([1, 0]);
  });

  it('answers 405 to anything but POST', async () => {
    const url = await serve(express().use(chattiWebhooks({ secrets: secret, on: { '*': () => undefined } })));
    const reply = await fetch(url);
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'POST']);
  });

  describe('after another body parser', () => {
    it.each([
      ['express.raw', () => express.raw({ type: '*/*' })],
      ['express.text', () => express.text({ type: '*/*' })],
      [
        'express.json that keeps rawBody',
        () =>
          express.json({
            verify: (request, _response, buffer) => {
              Object.assign(request, { rawBody: buffer });
            },
          }),
      ],
    ])('takes the raw body from %s', async (_what, parser) => {
      const { deliver, received } = await app({}, parser());
      expect((await deliver(await signed())).status).toBe(204);
      expect(received).toHaveBeenCalledOnce();
    });

    it('says what to change where express.json has eaten the raw body', async () => {
      const { deliver, received, onError } = await app({}, express.json());
      const reply = await deliver(await signed());
      expect(reply.status).toBe(500);
      expect(reply.text).toMatch(/already been parsed.*express\.raw/);
      expect(received).not.toHaveBeenCalled();
      expect(onError.mock.calls[0]?.[0]).toBeInstanceOf(ConfigurationError);
    });
  });
});

it('warns the process of what went wrong, but not of what strangers send', async () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  onTestFinished(() => warn.mockRestore());
  const [{ express }] = [...expresses] as [(typeof expresses)[number]];
  const failing = () => {
    throw new Error('no database');
  };
  const url = await serve(express().use(chattiWebhooks({ secrets: secret, on: { '*': failing } })));
  const post = (headers: Record<string, string>) => fetch(url, { method: 'POST', headers, body });
  expect((await post(await signed({ secret: otherSecret }))).status).toBe(401);
  expect(warn).not.toHaveBeenCalled();
  expect((await post(await signed())).status).toBe(500);
  expect(warn).toHaveBeenCalledOnce();
});

it.each<[string, object]>([
  ['secrets', { secrets: [] }],
  ['secrets[0]', { secrets: 'whsec_?' }],
  ['on', { on: {} }],
  ['on', { on: undefined }],
  ['on["message.sent"]', { on: { 'message.sent': 'later' } }],
])('refuses a wrong %s at once', (option, wrong) => {
  // What a program in JavaScript could hand in.
  const options = { secrets: secret, on: { '*': () => undefined }, ...wrong } as WebhooksOptions;
  expect(() => chattiWebhooks(options)).toThrow(
    expect.objectContaining({ name: 'ConfigurationError', option }),
  );
});

it('types what an event holds by its type', () => {
  const on: WebhooksOptions['on'] = {
    'message.received': ({ data }) => expectTypeOf(data.message).toEqualTypeOf<Message>(),
    'opt_out.created': ({ data }) => expectTypeOf(data.opt_out.number).toEqualTypeOf<string | null>(),
  };
  expect(on).toBeDefined();
});
