import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompleteMessage } from '@chatti/core/contract';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callApi, sendMessage } from '../../test/api.ts';
import type { SearchMessages } from '../control/message-fields.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';

const own = '+447700900999';
const bodies = [
  'Summer SALE!',
  'Été: soldes',
  'a'.repeat(400),
  'Stop: {OptOutURL}',
  '100% off_',
  'Zürich “now”',
  'Now\n two lines',
];
const recipients = ['+447700900123', '+12025550102', '+12025550105', '+4915112345678'];
const references = ['Order-17', undefined, undefined];
const photo = [{ filename: 'a.png', url: 'https://files.example/a.png' }];

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox({ clock: 'manual' });
});
afterEach(() => sandbox.close());

/** Sends messages of every kind, with the time going on between them. */
async function populate(count: number): Promise<void> {
  const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length];
  for (let i = 0; i < count; i++) {
    const reference = pick(references, i);
    await sendMessage(sandbox, {
      to: pick(recipients, i),
      from: i % 2 === 0 ? own : 'Acme',
      body: pick(bodies, i),
      ...(reference === undefined ? {} : { reference }),
      ...(i % 7 === 0 ? { media: photo, subject: 'Look Here' } : {}),
    });
    if (i % 5 === 0) await sandbox.reply({ from: '+447700900123', to: own, body: `Thanks ${i}` });
    if (i % 9 === 0) await sandbox.clock.advance(300);
  }
}

const everything = async (): Promise<CompleteMessage[]> => {
  const { body } = await callApi(sandbox, 'GET /messages?per_page=1000');
  // The envelope of a page.
  return (body as { data: CompleteMessage[] }).data;
};

const flat = (text: string): string => text.toLowerCase().split(/\s+/).join(' ');

/** What is in quotes and what is between them, taken apart by the quotes: none of those looked for here holds one. */
const partsOf = (words: string): string[] =>
  words
    .split('"')
    .flatMap((part, index) => (index % 2 === 1 ? [flat(part)] : flat(part).split(' ')))
    .filter((part) => part !== '');

/** The same rules, looked at one message after the other. */
function fits(message: CompleteMessage, query: SearchMessages): boolean {
  const { words = '', min_segments: least = 0, max_segments: most = Infinity } = query;
  const { body, to, from, reference, subject } = message;
  const text = [body, to, from, reference, subject].map((part) => flat(part ?? ''));
  const is = (wanted: unknown, actual: unknown) => wanted === undefined || wanted === actual;
  const created = Date.parse(message.created_at);
  return (
    partsOf(words).every((word) => text.some((part) => part.includes(word))) &&
    is(query.encoding, message.encoding) &&
    message.segments >= least &&
    message.segments <= most &&
    is(query.has_media, message.media.length > 0) &&
    is(query.has_opt_out, message.body_template !== null) &&
    is(query.direction, message.direction) &&
    is(query.type, message.type) &&
    is(query.status, message.status) &&
    is(query.to, to) &&
    is(query.from, from) &&
    is(query.reference, reference ?? undefined) &&
    (query.after === undefined || created >= Number(query.after)) &&
    (query.before === undefined || created < Number(query.before))
  );
}

describe('a search', () => {
  it('finds what fits and nothing else, newest first, whatever is asked for', async () => {
    await populate(60);
    const all = await everything();
    const times = all.map(({ created_at: at }) => new Date(at));
    const word = fc.constantFrom(
      'sale',
      'SUMMER',
      'été',
      'ZÜRICH',
      '“',
      '%',
      '_',
      '7700',
      'order',
      'acme',
      'look',
      'x',
      '{optout',
      '"summer sale"',
      '"sale summer"',
      '"Now  Two"',
      '"off_ or"',
      '"4 o"',
      '"Look here"',
    );
    const queries = fc.record<SearchMessages>(
      {
        words: fc.array(word, { minLength: 1, maxLength: 3 }).map((list) => list.join(' \t')),
        encoding: fc.constantFrom('GSM-7', 'UCS-2'),
        min_segments: fc.nat(3),
        max_segments: fc.nat(3),
        has_media: fc.boolean(),
        has_opt_out: fc.boolean(),
        direction: fc.constantFrom('inbound', 'outbound'),
        type: fc.constantFrom('sms', 'mms'),
        status: fc.constantFrom('queued', 'sent', 'delivered', 'received', 'undelivered'),
        to: fc.constantFrom(...recipients),
        from: fc.constantFrom(own, 'Acme'),
        reference: fc.constantFrom('Order-17', 'Order-18'),
        after: fc.constantFrom(...times),
        before: fc.constantFrom(...times),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(queries, fc.integer({ min: 1, max: 40 }), async (query, perPage) => {
        const expected = all.filter((message) => fits(message, query));
        const found: CompleteMessage[] = [];
        for (let page = 1; page <= Math.max(1, Math.ceil(expected.length / perPage)); page++) {
          const { total, data } = await sandbox.messages.list({ ...query, page, per_page: perPage });
          expect(total).toBe(expected.length);
          found.push(...data);
        }
        expect(found).toEqual(expected);
      }),
      { seed: 122, numRuns: 200 },
    );
  });

  it('takes as many words as the field holds', async () => {
    const words = Array.from({ length: 1000 }, (_, index) => String.fromCodePoint(0x4e00 + index));
    await sendMessage(sandbox, { body: words.slice(0, 500).join(' ') });
    expect(await sandbox.messages.list({ words: words.join(' ') })).toMatchObject({ total: 0 });
    expect(await sandbox.messages.list({ words: words.slice(0, 500).join(' ') })).toMatchObject({ total: 1 });
  });

  it('finds what came since, and what has changed since', async () => {
    const count = async (query: SearchMessages) => (await sandbox.messages.list(query)).total;
    await sendMessage(sandbox, { body: 'Needle one' });
    expect(await count({ words: 'needle' })).toBe(1);
    expect(await count({ words: 'needle', status: 'delivered' })).toBe(0);
    await sendMessage(sandbox, { body: 'needle two' });
    await sendMessage(sandbox, { body: 'Hay' });
    expect(await count({ words: 'needle' })).toBe(2);
    await sandbox.clock.advance(1000);
    expect(await count({ words: 'needle', status: 'delivered' })).toBe(2);
    expect(await sandbox.account('another').messages.list({ words: 'needle' })).toMatchObject({ total: 0 });
  });

  it('forgets with the sandbox, and finds what is put in its place', async () => {
    await sendMessage(sandbox, { body: 'Needle' });
    const snapshot = sandbox.snapshot();
    expect(await sandbox.messages.list({ words: 'needle' })).toMatchObject({ total: 1 });
    await sandbox.reset();
    expect(await sandbox.messages.list({ words: 'needle' })).toMatchObject({ total: 0 });
    await sendMessage(sandbox, { body: 'Hay' });
    await sandbox.restore(snapshot);
    expect(await sandbox.messages.list({ words: 'needle' })).toMatchObject({ total: 1 });
    expect(await sandbox.messages.list({ words: 'hay' })).toMatchObject({ total: 0 });
  });

  it('answers everybody who asks while everything is forgotten', async () => {
    await populate(40);
    const asked = Array.from({ length: 20 }, (_, i) => sandbox.messages.list({ words: 'a', page: i + 1 }));
    const counted = sandbox.messages.stats();
    await sandbox.reset();
    await Promise.all([...asked, counted]);
    expect(await sandbox.messages.list({ words: 'a' })).toMatchObject({ total: 0 });
    expect(await sandbox.messages.stats()).toMatchObject({ total: 0 });
  });

  it('leads from page to page, with the words in the address', async () => {
    for (let i = 0; i < 5; i++) await sendMessage(sandbox, { body: `Needle ${i} & more` });
    const page = await sandbox.messages.list({ words: 'needle &', has_media: false, page: 2, per_page: 2 });
    expect(page).toMatchObject({ total: 5, first_item: 3, last_item: 4, current_page: 2 });
    expect(page.next_page_url).toBe(
      'http://localhost/sandbox/messages?page=3&per_page=2&words=needle%20%26&has_media=false',
    );
    const next = await sandbox.fetch(page.next_page_url ?? '');
    expect(await next.json()).toMatchObject({ total: 5, item_count: 1, next_page_url: null });
  });

  it('works over a file too, and leaves nothing of its own in it', async () => {
    const { mkdtempSync, rmSync } = await import('node:fs');
    const folder = mkdtempSync(join(tmpdir(), 'chatti-search-'));
    try {
      for (const round of [1, 2]) {
        await using stored = createSandbox({ clock: 'manual', storage: { file: `${folder}/a.sqlite` } });
        await sendMessage(stored, { body: 'Needle' });
        expect(await stored.messages.list({ words: 'NEEDLE' })).toMatchObject({ total: round });
        expect(await stored.messages.stats()).toMatchObject({ total: round });
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('names a field that is wrong', async () => {
    // What a caller without types may write.
    const wrong = { wrods: 'x' } as SearchMessages;
    await expect(sandbox.messages.list(wrong)).rejects.toThrow('`wrods` is not a field of this endpoint.');
    await expect(sandbox.messages.list({ after: 'whenever' })).rejects.toThrow(TypeError);
  });
});
