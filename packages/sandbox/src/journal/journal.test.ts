import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callApi, ordinary } from '../../test/api.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox({ clock: 'manual', startAt: new Date('2026-01-01T00:00:00Z') });
});
afterEach(() => sandbox.close());

const last = () => sandbox.journal.list({ limit: 1 })[0];
const send = (headers: Record<string, string> = {}, fields: object = {}) =>
  callApi(sandbox, 'POST /messages', { ...ordinary, ...fields }, { headers });

describe('an entry', () => {
  it('holds request and reply, with the key redacted', async () => {
    const { headers, body } = await send({ cookie: 'session=secret', 'x-mine': 'yes' });
    const entry = last();
    expect(entry).toMatchObject({
      number: 1,
      request_id: headers.get('x-request-id'),
      at: '2026-01-01T00:00:00.000Z',
      method: 'POST',
      path: '/v1/messages',
      endpoint: 'messages.send',
      request_headers: { 'x-api-key': '[redacted]', cookie: '[redacted]', 'x-mine': 'yes' },
      request_body: JSON.stringify(ordinary),
      request_bytes: JSON.stringify(ordinary).length,
      status: 200,
      response_body: JSON.stringify(body),
      fault: null,
      verdict: 'valid',
      problems: [],
      call: 1,
      attempt: 1,
      same_key_as: null,
      same_content_as: null,
    });
    expect(entry?.account_id).toMatch(/^acc_/);
    expect(entry?.duration_ms).toBeGreaterThanOrEqual(0);
    expect(JSON.stringify(sandbox.journal.list())).not.toContain(sandbox.apiKey);
  });

  it.each([
    ['a field at fault', { to: 'nobody' }, 'invalid', ['to invalid_number']],
    ['a time that has gone', { scheduled_at: 'yesterday' }, 'invalid', ['scheduled_at in_the_past']],
    ['a refusal that is not about the input', { to: '+12025550147' }, 'valid', []],
  ])('tells what its check found: %s', async (_, fields, verdict, problems) => {
    await send({}, fields);
    const entry = last();
    expect([entry?.verdict, entry?.problems.map(({ field, code }) => `${field} ${code}`)]).toEqual([
      verdict,
      problems,
    ]);
  });

  it('says where nothing was checked', async () => {
    await callApi(sandbox, 'GET /account', undefined, { key: 'invalid' });
    expect(last()).toMatchObject({ status: 401, verdict: 'not_checked', account_id: null });
    sandbox.faults.next('503');
    await send();
    expect(last()).toMatchObject({
      status: 503,
      verdict: 'not_checked',
      fault: '503',
      request_body: JSON.stringify(ordinary),
    });
    sandbox.faults.next('reset');
    await expect(send()).rejects.toThrow('fetch failed');
    expect(last()).toMatchObject({ status: null, verdict: 'not_checked', request_body: null });
  });

  it('names the row, and none for what is no endpoint', async () => {
    await callApi(sandbox, 'GET /opt-outs/+447700900123?x=1');
    expect(last()).toMatchObject({
      endpoint: 'optOuts.get',
      path: '/v1/opt-outs/+447700900123?x=1',
      verdict: 'invalid',
    });
    await callApi(sandbox, 'GET /nowhere');
    expect(last()).toMatchObject({ endpoint: null, status: 404 });
  });

  it.each([
    ['reset', null],
    ['stall-after-commit', null],
    ['truncate', 200],
  ])('has the status that left at %s', async (fault, status) => {
    sandbox.faults.next(fault);
    const signal = AbortSignal.timeout(20);
    const reply = sandbox.fetch(`${sandbox.baseUrl}/account`, { headers: { 'x-api-key': 'k' }, signal });
    await reply.then((response) => response.text()).catch(() => undefined);
    expect(last()).toMatchObject({ fault, status });
  });
});

describe('attempts and repeats', () => {
  const shape = () =>
    sandbox.journal
      .list()
      .toReversed()
      .map(({ call, attempt, same_key_as, same_content_as }) => [
        call,
        attempt,
        same_key_as,
        same_content_as,
      ]);

  it('with one key are one call', async () => {
    sandbox.faults.next('500');
    await send({ 'idempotency-key': 'a' });
    await send({ 'idempotency-key': 'a' });
    await send({ 'idempotency-key': 'b' });
    expect(shape()).toEqual([
      [1, 1, null, null],
      [1, 2, 1, 1],
      [3, 1, null, 1],
    ]);
  });

  it('are asked for by the number of any of them', async () => {
    sandbox.faults.next('500');
    await send({ 'idempotency-key': 'a' });
    await send({ 'idempotency-key': 'b' });
    await send({ 'idempotency-key': 'a' });
    const of = (query: object) => sandbox.journal.list(query).map(({ number }) => number);
    expect([of({ call: 1 }), of({ call: 3 }), of({ call: 2 }), of({ call: 9 })]).toEqual([
      [3, 1],
      [3, 1],
      [2],
      [],
    ]);
    const [id = ''] = sandbox.journal.get(3)?.message_ids ?? [];
    expect([of({ call: 1, messageId: id }), of({ call: 2, messageId: id })]).toEqual([[3, 1], []]);
  });

  it('with one key and other content are marked by the key alone', async () => {
    await send({ 'idempotency-key': 'a' });
    await send({ 'idempotency-key': 'a' }, { body: 'Another' });
    expect(shape()).toEqual([
      [1, 1, null, null],
      [1, 2, 1, null],
    ]);
  });

  it('without keys are one call while it fails in passing', async () => {
    sandbox.faults.script(['429', '503']);
    for (let i = 0; i < 4; i++) await send();
    expect(shape()).toEqual([
      [1, 1, null, null],
      [1, 2, null, 1],
      [1, 3, null, 1],
      [4, 1, null, 1],
    ]);
  });

  it('of reading are attempts, and no repeats', async () => {
    sandbox.faults.next('500');
    for (let i = 0; i < 3; i++) await callApi(sandbox, 'GET /account');
    expect(shape()).toEqual([
      [1, 1, null, null],
      [1, 2, null, null],
      [3, 1, null, null],
    ]);
  });

  it('of two accounts have nothing to do with each other', async () => {
    await send({ 'idempotency-key': 'a' });
    await callApi(sandbox, 'POST /messages', ordinary, { key: 'other', headers: { 'idempotency-key': 'a' } });
    expect(shape()[1]).toEqual([2, 1, null, null]);
  });
});

describe('the journal', () => {
  it('is asked by endpoint and account, and cleared', async () => {
    await send();
    await callApi(sandbox, 'GET /account');
    await callApi(sandbox, 'GET /account', undefined, { key: 'other' });
    const ids = (query: object) => sandbox.journal.list(query).map(({ number }) => number);
    expect(ids({})).toEqual([3, 2, 1]);
    expect(ids({ endpoint: 'account.get' })).toEqual([3, 2]);
    expect(ids({ apiKey: 'other' })).toEqual([3]);
    expect(ids({ limit: 2 })).toEqual([3, 2]);
    sandbox.journal.clear();
    expect([ids({}), sandbox.journal.get(1)]).toEqual([[], undefined]);
    await send();
    expect(last()).toMatchObject({ number: 4, same_content_as: null });
  });

  it('keeps the newest thousand', async () => {
    for (let i = 0; i < 1010; i++) await callApi(sandbox, 'GET /account');
    const all = sandbox.journal.list({ limit: 5000 });
    expect([all.length, all[0]?.number, all.at(-1)?.number]).toEqual([1000, 1010, 11]);
  });

  it('keeps the beginning of a long body, and of many no more than its share', async () => {
    const content = Buffer.alloc(3_000_000, 1).toString('base64');
    const media = [{ filename: 'a.gif', content }];
    await send({}, { media });
    expect(last()?.request_body).toHaveLength(65_536);
    expect(last()?.request_bytes).toBeGreaterThan(4_000_000);
  });
});
