import type { CompletePreview } from '@chatti/core/contract';
import { expect, it } from 'vitest';
import { callApi, ordinary, sendMessage } from '../../test/api.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';

function held(options: Parameters<typeof createSandbox>[0] = {}): Sandbox {
  return createSandbox({ clock: 'manual', startAt: new Date('2026-11-22T12:00:00Z'), ...options });
}

async function preview(sandbox: Sandbox, message: object): Promise<CompletePreview> {
  const { status, body } = await callApi(sandbox, 'POST /messages/preview', message);
  expect(status).toBe(200);
  // What the sandbox answers to a preview.
  return body as CompletePreview;
}

it('tells of a message just what its send will tell', async () => {
  const sandbox = held();
  for (const fields of [
    { body: `${'a'.repeat(140)} {OptOutURL}` },
    { body: 'Ready 🎉 {OptOutURL}' },
    { body: 'x', media: [{ url: 'https://a.example/b.png' }] },
    { to: '+12125550000', body: '€'.repeat(200) },
  ]) {
    const told = await preview(sandbox, { ...ordinary, ...fields });
    const { characters, encoding, segments, price } = await sendMessage(sandbox, fields);
    expect(told).toMatchObject({ characters, encoding, segments, price, within_limit: true, errors: [] });
  }
});

it('stores nothing and costs nothing', async () => {
  const sandbox = held();
  const before = sandbox.snapshot().tables;
  await callApi(sandbox, 'GET /account');
  const opened = sandbox.snapshot().tables;
  await preview(sandbox, ordinary);
  expect(sandbox.snapshot().tables).toEqual(opened);
  expect(before['messages']).toEqual([]);
});

it('counts a tag with the length of its link, and tells that length', async () => {
  const sandbox = held();
  const { opt_out_url_length: length } = await preview(sandbox, ordinary);
  const { body } = await sendMessage(sandbox, { body: '{OptOutURL}' });
  expect(length).toBe(body?.length);
  const full = await preview(sandbox, { ...ordinary, body: `${'a'.repeat(1570 - length)}{OptOutURL}` });
  expect(full).toMatchObject({ characters: 1570, within_limit: true, errors: [] });
  const over = await preview(sandbox, { ...ordinary, body: `${'a'.repeat(1571 - length)}{OptOutURL}` });
  expect(over).toMatchObject({
    characters: 1571,
    within_limit: false,
    errors: [{ field: 'body', code: 'too_long' }],
  });
});

it('lists everything a send would be refused for, each once', async () => {
  const sandbox = held({ account: { senders: ['Acme'], balance: '0' } });
  const { errors } = await preview(sandbox, { ...ordinary, scheduled_at: 'yesterday', subject: 'x' });
  expect(errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
    'subject contradiction',
    'from sender_not_allowed',
    'scheduled_at in_the_past',
    ' insufficient_credit',
  ]);
});

it('takes anything for a field, and says what is wrong with it', async () => {
  const { errors, price, characters } = await preview(held(), {
    to: 7,
    from: [],
    body: { a: 1 },
    media: 'x',
    scheduled_at: null,
  });
  expect(errors.map(({ field, code }) => `${field} ${code}`).toSorted()).toEqual([
    'body invalid_type',
    'from invalid_type',
    'media invalid_type',
    'scheduled_at invalid_type',
    'to invalid_type',
  ]);
  expect([price, characters]).toEqual([null, 0]);
});

it('says that a recipient has opted out', async () => {
  const sandbox = held();
  await callApi(sandbox, 'POST /opt-outs', { number: ordinary.to });
  expect((await preview(sandbox, ordinary)).errors).toMatchObject([
    { field: 'to', code: 'recipient_opted_out' },
  ]);
});

it.each([
  ['Sale!', ordinary.to, ['opt_out_missing']],
  ['{OptOutURL} Sale!', ordinary.to, ['opt_out_not_last']],
  ['Sale! {OptOutURL}', ordinary.to, []],
  ['Sale! {OptOutURL}', '+12125550000', ['sender_unsupported']],
])('warns of %j to %s: %j', async (body, to, codes) => {
  const { warnings } = await preview(held(), { ...ordinary, body, to });
  expect(warnings.map(({ code }) => code)).toEqual(codes);
});
