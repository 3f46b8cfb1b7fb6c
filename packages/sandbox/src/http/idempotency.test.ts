import { describe, expect, it } from 'vitest';
import { callApi, codeOf, complaintsOf, ordinary, type Unusual } from '../../test/api.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';
import { Database } from '../store/database.ts';
import { Idempotency, type KeyedRequest } from './idempotency.ts';

const withKey = (key: string): Unusual => ({ headers: { 'idempotency-key': key } });

function held(): Sandbox {
  return createSandbox({ clock: 'manual' });
}

it('answers the first success again, and sends once', async () => {
  const sandbox = held();
  const first = await callApi(sandbox, 'POST /messages', ordinary, withKey('k'));
  const again = await callApi(sandbox, 'POST /messages', ordinary, withKey('k'));
  expect(again.body).toEqual(first.body);
  expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([
    null,
    'true',
  ]);
  expect(again.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
  expect(sandbox.inbox.list()).toHaveLength(1);
});

it('answers the first success as it was, also when the message has moved on', async () => {
  const sandbox = held();
  const first = await callApi(sandbox, 'POST /messages', ordinary, withKey('k'));
  await sandbox.clock.advance(10_000);
  expect((await callApi(sandbox, 'POST /messages', ordinary, withKey('k'))).body).toEqual(first.body);
});

it('refuses the key with other bytes, however little differs', async () => {
  const sandbox = held();
  await callApi(sandbox, 'POST /messages', JSON.stringify(ordinary), withKey('k'));
  const reply = await callApi(sandbox, 'POST /messages', `${JSON.stringify(ordinary)} `, withKey('k'));
  expect([reply.status, codeOf(reply)]).toEqual([400, 'idempotency_key_reused']);
});

it('keeps no failure: the next request with the key is a first one', async () => {
  const sandbox = held();
  const late = { ...ordinary, scheduled_at: 'yesterday' };
  expect((await callApi(sandbox, 'POST /messages', late, withKey('k'))).status).toBe(400);
  const { status, headers } = await callApi(sandbox, 'POST /messages', ordinary, withKey('k'));
  expect([status, headers.get('idempotency-replayed')]).toEqual([200, null]);
});

it('forgets after 24 hours', async () => {
  const sandbox = held();
  await callApi(sandbox, 'POST /messages', ordinary, withKey('k'));
  await sandbox.clock.advance(86_400_000 - 1);
  expect(
    (await callApi(sandbox, 'POST /messages', ordinary, withKey('k'))).headers.has('idempotency-replayed'),
  ).toBe(true);
  await sandbox.clock.advance(1);
  expect(
    (await callApi(sandbox, 'POST /messages', ordinary, withKey('k'))).headers.has('idempotency-replayed'),
  ).toBe(false);
  expect(sandbox.inbox.list()).toHaveLength(2);
});

it('goes for one account and one path', async () => {
  const sandbox = held();
  await callApi(sandbox, 'POST /messages', ordinary, withKey('k'));
  await callApi(sandbox, 'POST /messages', ordinary, { ...withKey('k'), key: 'other' });
  const batch = await callApi(sandbox, 'POST /messages/batch', { messages: [ordinary] }, withKey('k'));
  expect(batch.status).toBe(200);
  expect(sandbox.account('other').inbox.list()).toHaveLength(1);
});

it('goes for every POST, also one without content', async () => {
  const sandbox = held();
  const made = await callApi(
    sandbox,
    'POST /webhooks',
    { name: 'x', url: 'http://localhost/', events: ['*'] },
    withKey('k'),
  );
  const again = await callApi(
    sandbox,
    'POST /webhooks',
    { name: 'x', url: 'http://localhost/', events: ['*'] },
    withKey('k'),
  );
  expect(again.body).toEqual(made.body);
  const { id } = made.body as { id: string };
  await callApi(sandbox, `POST /webhooks/${id}/test`, undefined, withKey('t'));
  const tested = await callApi(sandbox, `POST /webhooks/${id}/test`, undefined, withKey('t'));
  expect([tested.status, tested.headers.get('idempotency-replayed')]).toEqual([204, 'true']);
});

it('is 1 to 255 characters', async () => {
  const sandbox = held();
  const send = (key: string) => callApi(sandbox, 'POST /messages', ordinary, withKey(key));
  expect((await send('x'.repeat(255))).status).toBe(200);
  expect(complaintsOf(await send('x'.repeat(256)))).toEqual(['Idempotency-Key too_long']);
  expect(complaintsOf(await send(''))).toEqual(['Idempotency-Key empty']);
});

describe('while the first request is running', () => {
  const request: KeyedRequest = { account: 1, place: 'POST /v1/messages', key: 'k', contentHash: 'a' };

  it('asks the second one to come again', () => {
    const idempotency = new Idempotency(new Database('memory'));
    const release = idempotency.hold(request);
    expect(() => idempotency.find(request, 0)).toThrow(
      expect.objectContaining({ code: 'idempotency_key_in_use' }),
    );
    release();
    expect(idempotency.find(request, 0)).toBeUndefined();
  });

  it('refuses other content at once', () => {
    const idempotency = new Idempotency(new Database('memory'));
    idempotency.hold(request);
    const other = { ...request, contentHash: 'b' };
    expect(() => idempotency.find(other, 0)).toThrow(
      expect.objectContaining({ code: 'idempotency_key_reused' }),
    );
  });
});
