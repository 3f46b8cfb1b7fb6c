import { createSandbox, type Sandbox } from '@chatti/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** One event of a stream. */
interface ServerEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
}

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox({ clock: 'manual', deliver: () => new Response(null, { status: 204 }) });
});
afterEach(() => sandbox.close());

const root = () => sandbox.baseUrl.replace(/\/v1$/, '/sandbox');

/** Subscribes; `next` gives the next event. */
async function subscribe(fetch: typeof globalThis.fetch, lastId?: string, query = '') {
  const cut = new AbortController();
  const headers: Record<string, string> = lastId === undefined ? {} : { 'last-event-id': lastId };
  const response = await fetch(`${root()}/events${query}`, { headers, signal: cut.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<ServerEvent | undefined> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end < 0) {
        const part = await reader?.read();
        if (!part || part.done) return undefined;
        text += part.value;
        continue;
      }
      const block = text.slice(0, end);
      text = text.slice(end + 2);
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
      if (block.includes('event: '))
        return { id: field('id'), type: field('event'), data: JSON.parse(field('data')) };
    }
  };
  const take = async (count: number): Promise<ServerEvent[]> => {
    const events: ServerEvent[] = [];
    for (let event = await next(); event; event = await next()) {
      events.push(event);
      if (events.length === count) break;
    }
    return events;
  };
  return { next, take, cut: () => cut.abort() };
}

const ask = (path = '/account') =>
  sandbox.fetch(`${sandbox.baseUrl}${path}`, { headers: { 'x-api-key': sandbox.apiKey } });

const pathsOf = (events: readonly ServerEvent[]) => events.map(({ data }) => (data as { path: string }).path);

describe.each(['in process', 'over HTTP'])('the stream of events, %s', (way) => {
  let fetch: typeof globalThis.fetch;
  beforeEach(async () => {
    fetch = way === 'in process' ? sandbox.fetch : globalThis.fetch;
    if (way !== 'in process') await sandbox.listen({ port: 0 });
  });

  it('tells what happens, each with an id', async () => {
    const stream = await subscribe(fetch);
    const headers = { 'x-api-key': sandbox.apiKey, 'content-type': 'application/json' };
    const webhook = { name: 'Shop', url: 'http://localhost/', events: ['*'] };
    await sandbox.fetch(`${sandbox.baseUrl}/webhooks`, {
      method: 'POST',
      headers,
      body: JSON.stringify(webhook),
    });
    const message = { to: '+447700900123', from: 'Acme', body: 'Hi' };
    await sandbox.fetch(`${sandbox.baseUrl}/messages`, {
      method: 'POST',
      headers,
      body: JSON.stringify(message),
    });
    sandbox.faults.next('429');
    await sandbox.clock.advance(1000);
    await sandbox.reset();
    const events: ServerEvent[] = [];
    for (let event = await stream.next(); event; event = await stream.next()) {
      events.push(event);
      if (event.type === 'reset') break;
    }
    const types = new Set(events.map(({ type }) => type));
    expect([...types].toSorted((one, two) => (one < two ? -1 : 1))).toEqual([
      'clock',
      'delivery',
      'event',
      'faults',
      'message',
      'request',
      'reset',
      'webhook',
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    const statuses = events
      .filter(({ type }) => type === 'message')
      .map(({ data }) => (data as { status: string }).status);
    expect(statuses).toEqual(['queued', 'sent', 'delivered']);
    stream.cut();
  });

  it('tells of every change that a page shows, whoever makes it', async () => {
    const stream = await subscribe(fetch);
    const seen = async (type: string) => {
      for (let event = await stream.next(); event; event = await stream.next())
        if (event.type === type) return event.data;
      throw new Error(`Nothing of type ${type} was told.`);
    };
    const headers = { 'x-api-key': sandbox.apiKey, 'content-type': 'application/json' };
    const call = async (method: string, path: string, body: object) => {
      const response = await sandbox.fetch(`${sandbox.baseUrl}${path}`, {
        method,
        headers,
        body: JSON.stringify(body),
      });
      const text = await response.text();
      // Whatever the API answers to these calls has an id.
      return (text === '' ? { id: '' } : JSON.parse(text)) as { id: string };
    };
    const webhook = { name: 'Shop', url: 'http://localhost/', events: ['message.sent'] };
    const { id: hook } = await call('POST', '/webhooks', webhook);
    expect(await seen('webhook')).toMatchObject({ id: hook, webhook: { name: 'Shop', active: true } });
    await call('PUT', `/webhooks/${hook}`, { ...webhook, name: 'Other' });
    expect(await seen('webhook')).toMatchObject({ webhook: { name: 'Other' } });
    await call('DELETE', `/webhooks/${hook}`, {});
    expect(await seen('webhook')).toEqual({ id: hook, webhook: null });

    const { id } = await call('POST', '/messages', { to: '+447700900123', from: 'Acme', body: 'Hi' });
    expect(await seen('message')).toMatchObject({ id, status: 'queued' });
    await sandbox.clock.next();
    expect(await seen('message')).toMatchObject({ id, status: 'sent' });
    expect(await seen('clock')).toMatchObject({ held: true, now: expect.any(String) });
    await sandbox.messages.move({ id, status: 'delivered' });
    expect(await seen('message')).toMatchObject({ id, status: 'delivered' });

    const { id: reply } = await sandbox.reply({ from: '+447700900123', to: '+447700900999', body: 'STOP' });
    expect(await seen('message')).toMatchObject({ id: reply, direction: 'inbound' });
    expect(await seen('event')).toMatchObject({ type: 'message.received' });
    expect(await seen('event')).toMatchObject({ type: 'opt_out.created' });
    await sandbox.reply({ from: '+447700900123', to: '+447700900999', body: 'START' });
    expect(await seen('event')).toMatchObject({ type: 'message.received' });
    expect(await seen('event')).toMatchObject({ type: 'opt_out.deleted' });

    sandbox.settings.update({ latencyMs: 7, senders: ['Acme'] });
    expect(await seen('settings')).toMatchObject({ latency_ms: 7, senders: ['Acme'] });
    await sandbox.clock.run();
    expect(await seen('clock')).toMatchObject({ held: false });
    sandbox.clock.hold();
    expect(await seen('clock')).toMatchObject({ held: true });
    sandbox.faults.next('503');
    expect(await seen('faults')).toMatchObject({ data: [{ faults: ['503'] }] });
    await ask();
    expect(await seen('faults')).toEqual({ data: [] });
    expect(await seen('request')).toMatchObject({ fault: '503' });
    sandbox.journal.clear();
    expect(await seen('journal')).toEqual({ data: [] });
    await sandbox.restore(sandbox.snapshot());
    expect(await seen('reset')).toEqual({});
    stream.cut();
  });

  it('tells that a webhook was switched off by its receiver', async () => {
    await using gone = createSandbox({ clock: 'manual', deliver: () => new Response(null, { status: 410 }) });
    const response = await gone.fetch(gone.baseUrl.replace('/v1', '/sandbox/events'));
    const reader = response.body?.getReader();
    await gone.fetch(`${gone.baseUrl}/webhooks`, {
      method: 'POST',
      headers: { 'x-api-key': gone.apiKey, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Shop', url: 'http://localhost/', events: ['*'] }),
    });
    await gone.reply({ from: '+447700900123', to: '+447700900999', body: 'Hi' });
    await gone.webhooks.settled();
    let text = '';
    while (!text.includes('"active":false')) text += new TextDecoder().decode((await reader?.read())?.value);
    expect(text.match(/^event: webhook$/gm)).toHaveLength(2);
    await reader?.cancel();
  });

  it('tells of one account alone where that is asked for, and of what is about all', async () => {
    const other = { 'x-api-key': 'another' };
    const response = await sandbox.fetch(`${sandbox.baseUrl}/account`, { headers: other });
    // The account.
    const { id } = (await response.json()) as { id: string };
    const stream = await subscribe(fetch, undefined, `?account_id=${id}`);
    await sandbox.reply({ from: '+447700900123', to: '+447700900999', body: 'Mine' });
    await ask();
    await sandbox.account('another').reply({ from: '+447700900123', to: '+447700900999', body: 'Yours' });
    await sandbox.fetch(`${sandbox.baseUrl}/account`, { headers: other });
    await sandbox.clock.advance(1);
    const events = await stream.take(4);
    expect(events.map(({ type }) => type).toSorted((one, two) => (one < two ? -1 : 1))).toEqual([
      'clock',
      'event',
      'message',
      'request',
    ]);
    expect(JSON.stringify(events)).not.toContain('Mine');
    stream.cut();
  });

  it('goes on after a cut without a gap and without a repeat', async () => {
    const first = await subscribe(fetch);
    for (let i = 0; i < 5; i++) await ask(`/messages/m${i}`);
    const seen = await first.take(3);
    first.cut();
    for (let i = 5; i < 10; i++) await ask(`/messages/m${i}`);
    const second = await subscribe(fetch, seen.at(-1)?.id);
    await ask('/messages/m10');
    seen.push(...(await second.take(8)));
    second.cut();
    expect(seen.map(({ type }) => type)).toEqual(Array(11).fill('request'));
    expect(pathsOf(seen)).toEqual(Array.from({ length: 11 }, (_, i) => `/v1/messages/m${i}`));
    const numbers = seen.map(({ id }) => Number(id.split('-')[1]));
    expect(numbers).toEqual(Array.from({ length: 11 }, (_, i) => i + 1));
  });

  it('says that there is a gap where something is not kept any more', async () => {
    const first = await subscribe(fetch);
    await ask();
    const [event] = await first.take(1);
    first.cut();
    for (let i = 0; i < 2100; i++) await ask();
    const second = await subscribe(fetch, event?.id);
    const [gap, next] = await second.take(2);
    expect([gap?.type, Number(next?.id.split('-')[1])]).toEqual(['gap', 102]);
    second.cut();
  });

  it('says so too after a restart, whose ids are others', async () => {
    const stream = await subscribe(fetch, 'deadbeef-7');
    await ask();
    expect((await stream.take(2)).map(({ type }) => type)).toEqual(['gap', 'request']);
    stream.cut();
  });

  it('begins with what happens from then on', async () => {
    await ask('/messages/before');
    const stream = await subscribe(fetch);
    await ask('/messages/after');
    expect(pathsOf(await stream.take(1))).toEqual(['/v1/messages/after']);
    stream.cut();
  });

  it('ends with the sandbox', async () => {
    const stream = await subscribe(fetch);
    await sandbox.close();
    expect(await stream.take(1)).toEqual([]);
  });

  it('takes the last id from the query as well, for who cannot set headers', async () => {
    const first = await subscribe(fetch);
    await ask('/messages/a');
    await ask('/messages/b');
    const [event] = await first.take(1);
    first.cut();
    const response = await fetch(`${root()}/events?last_event_id=${event?.id}`);
    const reader = response.body?.getReader();
    let text = '';
    while (!text.includes('/v1/messages/b')) text += new TextDecoder().decode((await reader?.read())?.value);
    expect(text).not.toContain('/v1/messages/a');
    await reader?.cancel();
  });
});
