import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { callApi, codeOf, complaintsOf, ordinary, readMessage, sendMessage } from '../../test/api.ts';
import { createSandbox } from '../create-sandbox.ts';

const startAt = new Date('2026-11-22T12:00:00Z');
const link = /http:\/\/localhost\/o\/[\w-]{22}/;

function held(options: Parameters<typeof createSandbox>[0] = {}): ReturnType<typeof createSandbox> {
  return createSandbox({ clock: 'manual', startAt, ...options });
}

it('answers the whole message and reads it back unchanged', async () => {
  const sandbox = held();
  const message = await sendMessage(sandbox, {
    to: '44 (7700) 900-123',
    reference: 'order 7',
    metadata: { shop: 'North' },
  });
  expect(message).toMatchObject({
    id: expect.stringMatching(/^msg_[0-9a-z]{24}$/),
    type: 'sms',
    direction: 'outbound',
    status: 'queued',
    to: '+447700900123',
    from: 'Acme Shoes',
    body: ordinary.body,
    body_template: null,
    characters: 20,
    encoding: 'GSM-7',
    segments: 1,
    media: [],
    subject: null,
    reference: 'order 7',
    metadata: { shop: 'North' },
    price: '0.0420',
    currency: 'USD',
    error: null,
    in_reply_to: null,
    created_at: '2026-11-22T12:00:00.000Z',
    scheduled_at: null,
    sent_at: null,
    delivered_at: null,
    received_at: null,
  });
  expect(await readMessage(sandbox, message.id)).toEqual(message);
});

describe('the opt-out tag', () => {
  it('becomes one link, the same in every place, and the template is kept', async () => {
    const message = await sendMessage(held(), { body: 'Sale! {OptOutURL} or {OptOutURL}, not {optouturl}' });
    const [url] = link.exec(message.body ?? '') ?? [];
    expect(message.body).toBe(`Sale! ${url} or ${url}, not {optouturl}`);
    expect(message.body_template).toBe('Sale! {OptOutURL} or {OptOutURL}, not {optouturl}');
    expect(message.characters).toBe(message.body?.length);
  });

  it('is a link of the recipient’s own', async () => {
    const sandbox = held();
    const [one, other] = [
      await sendMessage(sandbox, { body: '{OptOutURL}' }),
      await sendMessage(sandbox, { body: '{OptOutURL}' }),
    ];
    expect(one.body).not.toBe(other.body);
  });

  it('points to the public address', async () => {
    const sandbox = held({ publicUrl: 'https://sandbox.example' });
    expect((await sendMessage(sandbox, { body: '{OptOutURL}' })).body).toMatch(
      /^https:\/\/sandbox\.example\/o\//,
    );
  });

  it('counts with the length of its link: 1570 characters pass, 1571 do not', async () => {
    const sandbox = held();
    const linkLength = 'http://localhost/o/'.length + 22;
    const text = (length: number) => `${'a'.repeat(length - linkLength)}{OptOutURL}`;
    expect((await sendMessage(sandbox, { body: text(1570) })).characters).toBe(1570);
    const refused = await callApi(sandbox, 'POST /messages', { ...ordinary, body: text(1571) });
    expect(complaintsOf(refused)).toEqual(['body too_long']);
  });
});

describe('the sender', () => {
  it('is required where the account has none of its own', async () => {
    const reply = await callApi(held(), 'POST /messages', { to: ordinary.to, body: 'x' });
    expect(complaintsOf(reply)).toEqual(['from required']);
  });

  it('is the account’s own where none is named', async () => {
    const sandbox = held({ account: { defaultSender: 'Acme' } });
    const { status, body } = await callApi(sandbox, 'POST /messages', { to: ordinary.to, body: 'x' });
    expect([status, body]).toMatchObject([200, { from: 'Acme' }]);
  });

  it('is refused where the account lists others', async () => {
    const sandbox = held({ account: { senders: ['Acme', '+447700900999'] } });
    expect(codeOf(await callApi(sandbox, 'POST /messages', ordinary))).toBe('sender_not_allowed');
    await sendMessage(sandbox, { from: '44 7700 900999' });
    expect((await callApi(sandbox, 'GET /senders')).body).toMatchObject({ total: 2 });
  });
});

describe('the time of sending', () => {
  it.each([
    ['2026-11-22T12:00:00Z', 'in_the_past'],
    ['yesterday', 'in_the_past'],
    ['2027-01-21T12:00:00.001Z', 'out_of_range'],
    ['13/01/2027', 'invalid_timestamp'],
    ['2027', 'invalid_timestamp'],
    [' ', 'invalid_timestamp'],
  ])('is not %j', async (time, code) => {
    const reply = await callApi(held(), 'POST /messages', { ...ordinary, scheduled_at: time });
    expect(complaintsOf(reply)).toEqual([`scheduled_at ${code}`]);
  });

  it('is read on the sandbox’s clock, up to 60 days ahead', async () => {
    const sandbox = held();
    const tomorrow = await sendMessage(sandbox, { scheduled_at: 'tomorrow 9am' });
    expect(tomorrow).toMatchObject({ status: 'scheduled', scheduled_at: '2026-11-23T09:00:00.000Z' });
    await sendMessage(sandbox, { scheduled_at: '2027-01-21T12:00:00Z' });
  });
});

describe('money', () => {
  it('is taken for each segment and given back for what never left', async () => {
    const sandbox = held({ account: { balance: '1' } });
    const balance = async () => (await callApi(sandbox, 'GET /account')).body;
    await sendMessage(sandbox, { body: 'a'.repeat(161) });
    expect(await balance()).toMatchObject({ balance: '0.9160' });
    const { id } = await sendMessage(sandbox, { scheduled_at: 'tomorrow' });
    expect(await balance()).toMatchObject({ balance: '0.8740' });
    await callApi(sandbox, `POST /messages/${id}/cancel`);
    expect(await balance()).toMatchObject({ balance: '0.9160' });
  });

  it('refuses a message that costs more than there is, and stores nothing', async () => {
    const sandbox = held({ account: { balance: '0.0419' } });
    const reply = await callApi(sandbox, 'POST /messages', { ...ordinary, body: '{OptOutURL}' });
    expect([reply.status, codeOf(reply)]).toEqual([403, 'insufficient_credit']);
    expect((await callApi(sandbox, 'GET /messages')).body).toMatchObject({ total: 0 });
  });
});

describe('files', () => {
  const content = Buffer.from('GIF89a').toString('base64');

  it('make an MMS of no segments, at the price of one', async () => {
    const message = await sendMessage(held(), {
      media: [{ url: 'https://files.example/a%20b/menu.PDF?x=.gif' }],
      subject: 'Hi',
    });
    expect(message).toMatchObject({ type: 'mms', segments: 0, price: '0.1500', subject: 'Hi' });
    expect(message.media).toEqual([
      {
        url: 'https://files.example/a%20b/menu.PDF?x=.gif',
        content_type: 'application/pdf',
        filename: 'menu.PDF',
        size: null,
      },
    ]);
  });

  it('need no text', async () => {
    const { status, body } = await callApi(held(), 'POST /messages', {
      to: ordinary.to,
      from: 'Acme',
      media: [{ filename: 'a.gif', content }],
    });
    expect([status, body]).toMatchObject([200, { body: null, characters: 0 }]);
  });

  it('that come as content are stored and served as what their name says, and nothing in them can run', async () => {
    const sandbox = held();
    const { media } = await sendMessage(sandbox, { media: [{ filename: 'ü/../<b>.gif', content }] });
    expect(media[0]).toMatchObject({ content_type: 'image/gif', filename: 'ü/../<b>.gif', size: 6 });
    const response = await sandbox.fetch(media[0]?.url ?? '');
    expect(response.headers.get('content-type')).toBe('image/gif');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toBe('GIF89a');
  });

  it('that come as a URL are never fetched', async () => {
    let visits = 0;
    const listener = createServer(() => visits++).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    // A server that listens on a port has an address with one.
    const { port } = listener.address() as AddressInfo;
    const sandbox = held();
    await sendMessage(sandbox, { media: [{ url: `https://127.0.0.1:${port}/a.png` }] });
    await sandbox.clock.advance(72 * 3_600_000);
    expect(sandbox.inbox.latest()?.status).toBe('delivered');
    listener.close();
    await once(listener, 'close');
    expect(visits).toBe(0);
  });

  it('are not found by a wrong address', async () => {
    expect((await held().fetch('http://localhost/media/AAAAAAAAAAAAAAAAAAAAAA/a.gif')).status).toBe(404);
  });
});

it('tells nothing of a message to another account', async () => {
  const sandbox = held({ seed: 'same' });
  const mine = await sendMessage(sandbox);
  await sendMessage(sandbox, {}, { key: 'other' });
  for (const request of [`GET /messages/${mine.id}`, `POST /messages/${mine.id}/cancel`]) {
    const reply = await callApi(sandbox, request, undefined, { key: 'other' });
    expect([reply.status, codeOf(reply)]).toEqual([404, 'not_found']);
  }
  expect((await callApi(sandbox, 'GET /messages', undefined, { key: 'other' })).body).toMatchObject({
    total: 1,
  });
});

it('gives ids that sort by age', async () => {
  const sandbox = held();
  const ids: string[] = [];
  for (let sent = 0; sent < 40; sent++) ids.push((await sendMessage(sandbox)).id);
  expect(ids.toSorted()).toEqual(ids);
});

it('derives ids and tokens from a seed, and repeats none without', async () => {
  const send = (seed?: string) =>
    sendMessage(held(seed === undefined ? {} : { seed }), { body: '{OptOutURL}' });
  expect(await send('a')).toEqual(await send('a'));
  expect((await send('a')).body).not.toBe((await send('b')).body);
  expect((await send()).id).not.toBe((await send()).id);
});
