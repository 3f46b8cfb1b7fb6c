import { describe, expect, it } from 'vitest';
import type { ApiError } from '../errors/api-error.ts';
import { type ChattiError, isDefinitelyNotSent } from '../errors/chatti-error.ts';
import { bench, hello } from './client.test-data.ts';
import {
  bodyText,
  badCertificate,
  badPort,
  breakInBody,
  closed,
  deafHang,
  hang,
  hangInBody,
  headerOf,
  noHost,
  problem,
  refused,
  reply,
  reset,
  resetWhileConnecting,
  sent,
  type Step,
  textReply,
  unmarked,
  scripted,
} from './scripted-fetch.test-data.ts';

/** Fault, error, outcome without keys, requests without keys, requests of a repeatable call (retryLimit 2). */
type Row = readonly [
  name: string,
  step: Step,
  error: string,
  outcome: string,
  once: number,
  repeatable: number,
];

const faults: readonly Row[] = [
  ['no such host', noHost, 'NetworkError', 'not_sent', 3, 3],
  ['connection refused', refused, 'NetworkError', 'not_sent', 3, 3],
  ['reset while connecting', resetWhileConnecting, 'NetworkError', 'not_sent', 3, 3],
  ['a port that fetch refuses', badPort, 'NetworkError', 'not_sent', 3, 3],
  ['bad certificate', badCertificate, 'NetworkError', 'not_sent', 1, 1],
  ['reset later', reset, 'NetworkError', 'unknown', 1, 3],
  ['other side closed', closed, 'NetworkError', 'unknown', 1, 3],
  ['no headers in time', hang, 'TimeoutError', 'unknown', 1, 3],
  ['a fetch that cannot be called off', deafHang, 'TimeoutError', 'unknown', 1, 3],
  ['no end of the body in time', hangInBody, 'TimeoutError', 'unknown', 1, 3],
  ['a body that breaks off', breakInBody, 'ReplyError', 'unknown', 1, 3],
  ['a body that is not JSON', textReply(200, '<html>'), 'ReplyError', 'unknown', 1, 3],
  ['a body cut short', textReply(200, '{"id":'), 'ReplyError', 'unknown', 1, 3],
  ['an empty body', textReply(200, null), 'ReplyError', 'unknown', 1, 3],
  ['a body without id', reply(200, { status: 'queued' }), 'ReplyError', 'unknown', 1, 3],
  ['an id that lost digits', textReply(200, '{"id":9007199254740993}'), 'ReplyError', 'unknown', 1, 3],
  ['408', problem(408, 'timeout'), 'ApiError', 'unknown', 1, 3],
  ['500', problem(500, 'internal_error'), 'ApiError', 'unknown', 1, 3],
  ['502', textReply(502, '<h1>Bad Gateway</h1>'), 'ApiError', 'unknown', 1, 3],
  ['503', problem(503, 'unavailable'), 'ApiError', 'unknown', 1, 3],
  ['504', problem(504, 'timeout'), 'ApiError', 'unknown', 1, 3],
  ['429', problem(429, 'rate_limited'), 'ApiError', 'rejected', 3, 3],
  ['301', textReply(301, null, { location: 'https://evil.test/' }), 'ApiError', 'unknown', 1, 1],
  ['307', textReply(307, null, { location: '/v1/messages' }), 'ApiError', 'unknown', 1, 1],
  ['400', problem(400, 'validation_failed'), 'ApiError', 'rejected', 1, 1],
  ['401', problem(401, 'unauthorised'), 'ApiError', 'rejected', 1, 1],
  ['403', problem(403, 'forbidden'), 'ApiError', 'rejected', 1, 1],
  ['404', problem(404, 'not_found'), 'ApiError', 'rejected', 1, 1],
  ['405', problem(405, 'method_not_allowed'), 'ApiError', 'rejected', 1, 1],
  ['413', textReply(413, 'Payload Too Large'), 'ApiError', 'rejected', 1, 1],
  ['415', problem(415, 'unsupported'), 'ApiError', 'rejected', 1, 1],
  ['422', problem(422, 'validation_failed'), 'ApiError', 'rejected', 1, 1],
];

describe('one fault, for ever', () => {
  it.each(faults)('%s, a send without keys', async (_name, step, error, outcome, once) => {
    const { chatti, clock, fetch } = bench([step]);
    const failure = (await clock.failureOf(chatti.messages.send(hello))) as ChattiError;
    expect([failure.name, failure.outcome, fetch.seen.length]).toEqual([error, outcome, once]);
    expect(failure.reference).toBe(JSON.parse(bodyText(fetch.seen[0]?.init)).reference);
    expect(failure.attempts).toHaveLength(once);
    expect(isDefinitelyNotSent(failure)).toBe(outcome !== 'unknown');
    expect(clock.waiting).toBe(0);
  });

  it.each(faults)('%s, a send with keys', async (_name, step, error, outcome, _once, repeatable) => {
    const { chatti, clock, fetch } = bench([step], { idempotencyKeys: true });
    const failure = (await clock.failureOf(chatti.messages.send(hello))) as ChattiError;
    expect([failure.name, failure.outcome, fetch.seen.length]).toEqual([error, outcome, repeatable]);
    const requests = new Set(
      fetch.seen.map((one) => `${headerOf(one, 'idempotency-key')} ${bodyText(one.init)}`),
    );
    expect(requests.size).toBe(1);
    expect(headerOf(fetch.seen[0], 'idempotency-key')).toMatch(/^[\w-]{20,}$/);
  });

  it.each(faults)('%s, a safe row', async (_name, step, error, _outcome, _once, repeatable) => {
    const { chatti, clock, fetch } = bench([step]);
    const failure = (await clock.failureOf(chatti.account.get())) as ChattiError;
    // An account without a status has nothing that must be there but its id.
    expect([failure.name, fetch.seen.length]).toEqual([error, repeatable]);
    expect(headerOf(fetch.seen[0], 'idempotency-key')).toBeNull();
  });

  it.each([
    ['nothing', undefined],
    ['a bare object', { status: 200 }],
    ['text', 'ok'],
  ])('a fetch that gives %s leaves the outcome unknown', async (_name, value) => {
    // Wrong on purpose.
    const fetch = async (): Promise<Response> => value as Response;
    const { chatti, clock } = bench([], { fetch });
    const failure = await clock.failureOf(chatti.messages.send(hello));
    expect(failure).toMatchObject({ name: 'NetworkError', outcome: 'unknown', attempts: { length: 1 } });
  });

  it('a reply whose body is no web stream is read as text', async () => {
    const headers = new Headers();
    const response = {
      status: 200,
      ok: true,
      headers,
      body: { pipe: () => undefined },
      text: async () => '{"id":"m"}',
    };
    // What some packages give as a Response.
    const fetch = async (): Promise<Response> => response as unknown as Response;
    const { chatti } = bench([], { fetch });
    expect((await chatti.messages.send(hello)).id).toBe('m');
  });

  it('a reply that throws where it is read leaves the outcome unknown', async () => {
    let looks = 0;
    const response = {
      status: 200,
      ok: true,
      get headers() {
        if (looks++ > 0) throw new Error('gone');
        return new Headers();
      },
    };
    // A Response of someone's own, which breaks after the first look.
    const fetch = async (): Promise<Response> => response as unknown as Response;
    const { chatti, clock } = bench([], { fetch });
    const failure = await clock.failureOf(chatti.messages.send(hello));
    expect(failure).toMatchObject({ name: 'NetworkError', outcome: 'unknown', attempts: { length: 1 } });
    expect(looks).toBe(2);
  });

  it('a reply that is too large is read no further', async () => {
    const { chatti, clock } = bench([textReply(200, '{}', { 'content-length': '99999999999' })]);
    expect(await clock.failureOf(chatti.messages.send(hello))).toMatchObject({
      name: 'ReplyError',
      outcome: 'unknown',
    });
    let chunks = 0;
    const endless = (): Response =>
      new Response(
        new ReadableStream({ pull: (stream) => (chunks++, stream.enqueue(new Uint8Array(4_194_304))) }),
      );
    const other = bench([endless]);
    expect(await other.clock.failureOf(other.chatti.messages.send(hello))).toMatchObject({
      name: 'ReplyError',
    });
    expect(chunks).toBeLessThan(20);
  });

  it.each([
    ['connection refused', refused],
    ['bad certificate', badCertificate],
  ] as const)('%s from a fetch of the caller’s own proves nothing', async (_name, step) => {
    const script = scripted(step);
    const { chatti, clock } = bench([], { fetch: unmarked(script) });
    const failure = (await clock.failureOf(chatti.messages.send(hello))) as ChattiError;
    expect([failure.outcome, script.seen.length]).toEqual(['unknown', 1]);
    await clock.failureOf(chatti.account.get());
    expect(script.seen).toHaveLength(4);
  });
});

/** Steps, with keys, outcome or success, requests. */
type Sequence = readonly [
  name: string,
  steps: readonly Step[],
  keys: boolean,
  result: string,
  requests: number,
];

const inUse = problem(400, 'idempotency_key_in_use', { 'retry-after': '1' });

const sequences: readonly Sequence[] = [
  ['time-out, refused', [hang, refused], true, 'unknown NetworkError', 3],
  ['time-out, key in use', [hang, inUse], true, 'unknown ApiError', 3],
  ['time-out, key in use, success', [hang, inUse, sent], true, 'sent', 3],
  ['time-out, foreign 409, success', [hang, problem(409, 'conflict'), sent], true, 'sent', 3],
  ['time-out, 401', [hang, problem(401, 'unauthorised')], true, 'unknown ApiError', 2],
  ['time-out, 429, refused', [hang, problem(429, 'rate_limited'), refused], true, 'unknown NetworkError', 3],
  ['429, reset', [problem(429, 'rate_limited'), reset], false, 'unknown NetworkError', 2],
  ['429, refused', [problem(429, 'rate_limited'), refused], false, 'rejected NetworkError', 3],
  ['refused, success', [refused, sent], false, 'sent', 2],
  ['refused, time-out', [refused, hang], false, 'unknown TimeoutError', 2],
  ['refused, 400', [refused, problem(400, 'validation_failed')], false, 'rejected ApiError', 2],
  ['key in use at once', [inUse], true, 'unknown ApiError', 3],
  ['503, success', [problem(503, 'unavailable'), sent], true, 'sent', 2],
];

describe('one fault after another', () => {
  it.each(sequences)('%s', async (_name, steps, idempotencyKeys, result, requests) => {
    const { chatti, clock, fetch } = bench(steps, { idempotencyKeys });
    const told = await clock.until(
      chatti.messages.send(hello).then(
        () => 'sent',
        (error: ChattiError) => `${error.outcome} ${error.name}`,
      ),
    );
    expect([told, fetch.seen.length]).toEqual([result, requests]);
  });

  it('counts a 404 as success where an earlier DELETE may have gone through', async () => {
    const { chatti, clock, fetch } = bench([reset, problem(404, 'not_found')]);
    await clock.until(chatti.webhooks.delete({ id: 'w_1' }));
    expect(fetch.seen).toHaveLength(2);
  });

  it('counts a 404 as refusal where no DELETE went before', async () => {
    const { chatti, clock } = bench([refused, problem(404, 'not_found')]);
    const error = (await clock.failureOf(chatti.webhooks.delete({ id: 'w_1' }))) as ApiError;
    expect([error.status, error.outcome]).toEqual([404, 'rejected']);
  });
});

describe('a caller’s own idempotency key', () => {
  it('is sent as it is, and relied on only where the server is known to honour it', async () => {
    const { chatti, clock, fetch } = bench([reset]);
    await clock.failureOf(chatti.messages.send(hello, { idempotencyKey: 'order-7' }));
    expect(fetch.seen).toHaveLength(1);
    await clock.failureOf(chatti.messages.send(hello, { idempotencyKey: 'order-7', idempotencyKeys: true }));
    expect(fetch.seen.map((one) => headerOf(one, 'idempotency-key'))).toEqual(Array(4).fill('order-7'));
  });

  it.each(['', 'a b', 'ä', 'x'.repeat(256), 'a\nb'])('refuses %j', async (idempotencyKey) => {
    const { chatti, clock, fetch } = bench([sent]);
    expect(await clock.failureOf(chatti.messages.send(hello, { idempotencyKey }))).toMatchObject({
      name: 'ConfigurationError',
      option: 'idempotencyKey',
      outcome: 'not_sent',
    });
    expect(fetch.seen).toHaveLength(0);
  });
});
