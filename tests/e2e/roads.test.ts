import type { Message, Page } from '@chatti/core/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePorts, runPlayground } from '../playground/run-playground.ts';
import type { RunningPlayground } from '../playground/run-playground.ts';
import { ENVELOPE, readMessages, readSandbox } from '../playground/sandbox-reader.ts';

let playground: RunningPlayground;

beforeAll(async () => {
  playground = await runPlayground(...freePorts);
});

afterAll(async () => {
  await playground?.stop();
});

function send(road: string, fields: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${playground.url}/api/send/${road}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(fields),
  });
}

/** Calls a row of the messages through the playground. */
function call(verb: string, input: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${playground.url}/api/call/messages/${verb}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(input),
  });
}

describe.each(['core', 'nest', 'express'])('the road through %s', (road) => {
  it('brings a message to the sandbox, where it is delivered', async () => {
    const body = `Sent through ${road}`;
    const reply = await send(road, { to: '+44 7700 900123', from: 'Acme Shoes', body });
    const sent = (await reply.json()) as Message;

    expect(reply.status).toBe(200);
    expect(sent).toMatchObject({ to: '+447700900123', from: 'Acme Shoes', body, direction: 'outbound' });
    await vi.waitFor(
      async () => {
        const stored = await readSandbox<Message>(playground, `/messages/${sent.id}`);
        expect(stored).toMatchObject({ id: sent.id, body, status: 'delivered' });
      },
      { timeout: 5000, interval: 100 },
    );
  });

  it('says what happened to a message that it refuses, and stores none', async () => {
    const before = await readMessages(playground);
    const reply = await send(road, { to: '07700', body: 'Hello' });

    expect(reply.status).toBe(400);
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
    expect(await reply.json()).toMatchObject({
      outcome: 'not_sent',
      code: 'validation_failed',
      errors: [{ field: 'to', code: 'invalid_number' }],
    });
    expect((await readMessages(playground)).total).toBe(before.total);
  });

  it('sends one text to many, and tells of each what became of it', async () => {
    const to = ['+447700900123', '07700', '+12025550142', '+1 202 555 0100'];
    const fields = { from: 'Acme Shoes', body: 'To many', reference: `many-${road}`, metadata: { by: road } };
    const reply = await send(`${road}/many`, { to, fields });
    const { results } = (await reply.json()) as {
      results: {
        to: string;
        outcome: string;
        message: { id: string } | null;
        error: { code: string } | null;
      }[];
    };

    expect(reply.status).toBe(200);
    expect(results.map((one) => [one.to, one.outcome, one.message !== null, one.error?.code])).toEqual([
      ['+447700900123', 'accepted', true, undefined],
      ['07700', 'not_sent', false, 'validation_failed'],
      ['+12025550142', 'rejected', false, 'recipient_opted_out'],
      ['+1 202 555 0100', 'accepted', true, undefined],
    ]);
    const stored = await readSandbox<Page<Message>>(playground, `/messages?reference=many-${road}`);
    expect(Object.fromEntries(stored.data.map((one) => [one.to, one.metadata]))).toEqual({
      '+12025550100': { by: road },
      '+447700900123': { by: road },
    });
  });

  it('sends to nobody where the list of many is none', async () => {
    const before = await readMessages(playground);
    for (const body of [
      {},
      null,
      { to: [], fields: {} },
      { to: [1], fields: {} },
      { to: ['+447700900123'] },
    ]) {
      const reply = await send(`${road}/many`, body);
      expect(reply.status).toBe(400);
      expect(await reply.json()).toMatchObject({ outcome: 'not_sent' });
    }
    expect((await readMessages(playground)).total).toBe(before.total);
  });

  it('refuses a body that is no object', async () => {
    for (const body of [[], 'text', null]) {
      const reply = await send(road, body);
      expect(reply.status).toBe(400);
      expect(await reply.json()).toMatchObject({ outcome: 'not_sent' });
    }
  });
});

describe('the list', () => {
  it('has the documented envelope, from the sandbox as from the playground, newest first', async () => {
    await send('core', { to: '+447700900123', from: 'Acme Shoes', body: 'the last one' });
    const listed = await readMessages(playground);
    const passedOn = (await (await call('list', { per_page: 2 })).json()) as typeof listed;

    for (const page of [listed, passedOn]) {
      expect(Object.keys(page).sort()).toEqual(ENVELOPE);
      expect(page.data[0]?.body).toBe('the last one');
    }
    expect(passedOn).toMatchObject({
      total: listed.total,
      item_count: 2,
      current_page: 1,
      per_page: 2,
      first_item: 1,
    });
  });

  it('knows a message by its id, and says so of one that is not there', async () => {
    const [newest] = (await readMessages(playground)).data;
    const found = await call('get', { id: newest?.id });
    const missing = await call('get', { id: 'none' });

    expect(await found.json()).toMatchObject({ id: newest?.id, body: newest?.body });
    expect(found.status).toBe(200);
    expect(await missing.json()).toMatchObject({ upstream: { status: 404, code: 'not_found' } });
  });

  it('names the field of a query that is wrong', async () => {
    const reply = await call('list', { per_page: 'many' });
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({ errors: [{ field: 'per_page' }] });
  });
});
