import { describe, expect, it } from 'vitest';
import { bench } from './client.test-data.ts';
import { hang, problem, refused, reply, type Step } from './scripted-fetch.test-data.ts';

function page(...data: object[]): Step {
  return reply(200, {
    total: data.length,
    item_count: data.length,
    current_page: 1,
    per_page: 50,
    first_item: null,
    last_item: null,
    prev_page_url: null,
    next_page_url: null,
    data,
  });
}

describe('reconcile', () => {
  it('finds the messages of a reference', async () => {
    const { chatti, clock, fetch } = bench([
      page({ id: 'm_1', reference: 'r 1' }, { id: 'm_2', reference: 'r 1' }),
    ]);
    const found = await clock.until(chatti.messages.reconcile('r 1'));
    expect([found.status, found.messages.map(({ id }) => id)]).toEqual(['found', ['m_1', 'm_2']]);
    expect(fetch.seen[0]?.url).toBe('https://api.test/v1/messages?reference=r%201');
  });

  it('says not_yet where the server answers that it has none', async () => {
    const { chatti, clock } = bench([page()]);
    expect(await clock.until(chatti.messages.reconcile('r'))).toEqual({ status: 'not_yet', messages: [] });
  });

  it('cannot tell where the server answers messages of other references', async () => {
    const { chatti, clock } = bench([page({ id: 'm_1', reference: 'other' }, { id: 'm_2' })]);
    expect(await clock.until(chatti.messages.reconcile('r'))).toMatchObject({
      status: 'cannot_tell',
      error: undefined,
    });
  });

  it('cannot tell where an empty page counts messages', async () => {
    const { chatti, clock } = bench([
      reply(200, {
        total: 1,
        item_count: 0,
        current_page: 9,
        per_page: 50,
        first_item: null,
        last_item: null,
        prev_page_url: null,
        next_page_url: null,
        data: [],
      }),
    ]);
    expect(await clock.until(chatti.messages.reconcile('r'))).toMatchObject({ status: 'cannot_tell' });
  });

  it('does not take a reply of the recipient for the message', async () => {
    const { chatti, clock } = bench([page({ id: 'm_1', reference: 'r', direction: 'inbound' })]);
    expect(await clock.until(chatti.messages.reconcile('r'))).toMatchObject({ status: 'cannot_tell' });
  });

  it.each([
    ['NetworkError', refused],
    ['TimeoutError', hang],
    ['ApiError', problem(401, 'unauthorised')],
    ['ReplyError', reply(200, {})],
  ])('cannot tell where the look ends in a %s', async (name, step) => {
    const { chatti, clock } = bench([step]);
    expect(await clock.until(chatti.messages.reconcile('r'))).toMatchObject({
      status: 'cannot_tell',
      error: { name },
    });
  });

  it('throws what is about the call itself', async () => {
    const { chatti, clock } = bench([page()]);
    expect(await clock.failureOf(chatti.messages.reconcile(''))).toMatchObject({ name: 'InputError' });
    expect(
      await clock.failureOf(chatti.messages.reconcile('r', { signal: AbortSignal.abort() })),
    ).toMatchObject({ name: 'AbortError' });
  });
});

describe('waitFor', () => {
  const at = (status: string): Step => reply(200, { id: 'm_1', status });

  it('polls at growing intervals until a message is final', async () => {
    const { chatti, clock, fetch } = bench([at('queued'), at('sent'), at('sent'), at('delivered')]);
    expect((await clock.until(chatti.messages.waitFor('m_1'))).status).toBe('delivered');
    expect(fetch.seen).toHaveLength(4);
    // Three quarters of 1, 1.5 and 2.25 seconds, as chance is held in the middle.
    expect(clock.now()).toBeCloseTo(750 + 1125 + 1687.5, 0);
  });

  it.each([
    ['sent', 'sent', 2],
    [['sent', 'delivered'], 'sent', 2],
    [(message: { status: string }) => message.status === 'sent', 'sent', 2],
    ['delivered', 'failed', 3],
  ] as const)('until %s ends at %s', async (until, status, requests) => {
    const { chatti, clock, fetch } = bench([at('queued'), at('sent'), at('failed')]);
    expect((await clock.until(chatti.messages.waitFor('m_1', { until }))).status).toBe(status);
    expect(fetch.seen).toHaveLength(requests);
  });

  it('does not count a status that it does not know as final', async () => {
    const { chatti, clock, fetch } = bench([at('teleported'), at('delivered')]);
    await clock.until(chatti.messages.waitFor('m_1'));
    expect(fetch.seen).toHaveLength(2);
  });

  it('gives up in time', async () => {
    const { chatti, clock } = bench([at('queued')]);
    expect(await clock.failureOf(chatti.messages.waitFor('m_1', { timeoutMs: 5000 }))).toMatchObject({
      name: 'TimeoutError',
      timeoutMs: 5000,
    });
    expect(clock.now()).toBeLessThanOrEqual(5000);
  });

  it('gives up in time also where the server hangs', async () => {
    const { chatti, clock } = bench([at('queued'), hang]);
    expect(await clock.failureOf(chatti.messages.waitFor('m_1', { timeoutMs: 5000 }))).toMatchObject({
      name: 'TimeoutError',
    });
    expect(clock.now()).toBeLessThanOrEqual(5000);
  });

  it('ends with the signal, and tells the failure of a look', async () => {
    const stop = new AbortController();
    const first = bench([at('queued')]);
    setImmediate(() => setImmediate(() => stop.abort()));
    expect(
      await first.clock.failureOf(first.chatti.messages.waitFor('m_1', { signal: stop.signal })),
    ).toMatchObject({ name: 'AbortError' });
    const second = bench([problem(404, 'not_found')]);
    expect(await second.clock.failureOf(second.chatti.messages.waitFor('m_1'))).toMatchObject({
      name: 'ApiError',
      status: 404,
    });
  });

  it.each([0, Number.NaN, 2 ** 31])('refuses a time limit of %s', async (timeoutMs) => {
    await expect(bench([at('sent')]).chatti.messages.waitFor('m', { timeoutMs })).rejects.toMatchObject({
      option: 'timeoutMs',
    });
  });
});
