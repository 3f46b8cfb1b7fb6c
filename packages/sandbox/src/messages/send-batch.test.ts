import type { CompleteBatchResult } from '@chatti/core/contract';
import { describe, expect, it } from 'vitest';
import { callApi, complaintsOf, ordinary } from '../../test/api.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';

function held(): Sandbox {
  return createSandbox({ clock: 'manual', startAt: new Date('2026-11-22T12:00:00Z') });
}

async function sendBatch(sandbox: Sandbox, batch: object): Promise<CompleteBatchResult> {
  const { status, body } = await callApi(sandbox, 'POST /messages/batch', batch);
  expect(status).toBe(200);
  // What the sandbox answers to a batch.
  return body as CompleteBatchResult;
}

it('judges each item alone and answers in their order', async () => {
  const sandbox = held();
  await callApi(sandbox, 'POST /opt-outs', { number: '+447700900111' });
  const result = await sendBatch(sandbox, {
    messages: [
      ordinary,
      { ...ordinary, to: 'nobody', from: 'twelveletter' },
      { ...ordinary, to: '+447700900111' },
      'text',
      { ...ordinary, bdoy: 'x' },
      { ...ordinary, to: '+12025550150' },
      { ...ordinary, scheduled_at: 'yesterday' },
      { ...ordinary, media: [{ url: 'https://a.example/b.exe' }] },
      ordinary,
    ],
  });
  expect(result).toMatchObject({ total_count: 9, accepted_count: 2, rejected_count: 7 });
  expect(result.data.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  const told = result.data.map(({ status, message, error }) => {
    expect(message === null).toBe(status === 'rejected');
    expect(error === null).toBe(status === 'accepted');
    return error && [error.status, error.code, ...error.errors.map(({ field, code }) => `${field} ${code}`)];
  });
  expect(told).toEqual([
    null,
    [400, 'validation_failed', 'messages[1].to invalid_number', 'messages[1].from invalid_sender'],
    [400, 'recipient_opted_out'],
    [400, 'validation_failed', 'messages[3] invalid_type'],
    [400, 'validation_failed', 'messages[4].bdoy unknown_field'],
    [500, 'internal_error'],
    [400, 'validation_failed', 'messages[6].scheduled_at in_the_past'],
    [400, 'validation_failed', 'messages[7].media[0].url unsupported_media_type'],
    null,
  ]);
  expect((await callApi(sandbox, 'GET /messages')).body).toMatchObject({ total: 2 });
});

it('fills in its defaults where an item leaves a field out', async () => {
  const result = await sendBatch(held(), {
    from: 'Acme',
    body: 'All',
    reference: 'spring',
    scheduled_at: 'tomorrow',
    messages: [{ to: '+447700900001' }, { to: '+447700900002', body: 'Mine', from: 'Other' }],
  });
  const common = { reference: 'spring', status: 'scheduled', scheduled_at: '2026-11-23T00:00:00.000Z' };
  expect(result.data.map(({ message }) => message)).toMatchObject([
    { ...common, from: 'Acme', body: 'All' },
    { ...common, from: 'Other', body: 'Mine' },
  ]);
});

it('takes a thousand items, each with an id of its own', async () => {
  const { data, accepted_count: accepted } = await sendBatch(held(), {
    messages: Array(1000).fill(ordinary),
  });
  expect(accepted).toBe(1000);
  expect(new Set(data.map(({ message }) => message?.id)).size).toBe(1000);
});

describe('as a whole', () => {
  it.each([
    [{ messages: [] }, 'messages empty'],
    [{ messages: Array(1001).fill(ordinary) }, 'messages too_many_items'],
    [{}, 'messages required'],
    [{ messages: {} }, 'messages invalid_type'],
    [{ messages: [ordinary], from: 'twelveletter' }, 'from invalid_sender'],
    [{ messages: [ordinary], to: ordinary.to }, 'to unknown_field'],
    [{ messages: [ordinary], scheduled_at: 'yesterday' }, 'scheduled_at in_the_past'],
    [{ messages: [ordinary], scheduled_at: '32/01/2027' }, 'scheduled_at invalid_timestamp'],
  ])('is refused where its envelope is wrong (%#)', async (batch, complaint) => {
    const sandbox = held();
    const reply = await callApi(sandbox, 'POST /messages/batch', batch);
    expect(reply.status).toBe(400);
    expect(complaintsOf(reply)).toEqual([complaint]);
    expect((await callApi(sandbox, 'GET /messages')).body).toMatchObject({ total: 0 });
  });
});
