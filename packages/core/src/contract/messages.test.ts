import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { explainIssues } from './explain-issues.ts';
import { batchEnvelopeSchema, sendBatchSchema, sendMessageSchema, withDefaults } from './send-message.ts';
import type { Schema } from './endpoint.ts';
import { createWebhookSchema } from './webhooks.ts';
import { listMessagesSchema } from './messages.ts';

const good = { to: '+447700900123', from: 'Acme', body: 'hello' };

/** What is wrong with an input, as `path code` texts. */
function complaints(schema: Schema, input: unknown): string[] {
  const { issues = [] } = v.safeParse(schema, input);
  return explainIssues(issues as v.BaseIssue<unknown>[]).map(({ path, code }) => `${path} ${code}`);
}

const send = (change: object): string[] => complaints(sendMessageSchema, { ...good, ...change });
const without = (key: 'to' | 'from' | 'body'): string[] => {
  const { [key]: _, ...rest } = good;
  return complaints(sendMessageSchema, rest);
};

describe('a message to send', () => {
  it('needs a recipient, and a body or media', () => {
    expect(without('to')).toEqual(['to required']);
    expect(without('body')).toEqual(['body required']);
    expect(
      complaints(sendMessageSchema, { to: good.to, media: [{ url: 'https://example.org/a.png' }] }),
    ).toEqual([]);
  });

  it('may leave its sender to the account', () => {
    expect(without('from')).toEqual([]);
  });

  it.each([null, 42, [], {}, true])('refuses %j where text belongs', (value) => {
    expect(send({ to: value })).toEqual(['to invalid_type']);
    expect(send({ body: value })).toEqual(['body invalid_type']);
  });

  it('mends a number as documented, and nothing else', () => {
    expect(v.parse(sendMessageSchema, { ...good, to: ' 44 (7700) 900-123 ' }).to).toBe('+447700900123');
    expect(send({ to: '0044 7700 900123' })).toEqual(['to invalid_number']);
    expect(send({ to: '+44770090012x' })).toEqual(['to invalid_number']);
  });

  it.each(['Acme Shoes 12', ' Acme', 'Acme ', 'Acme-Shoes', '', 'Ünited'])(
    'refuses the sender %j',
    (from) => {
      expect(send({ from })).toEqual(['from invalid_sender']);
    },
  );

  it('takes digits as a number and not as a sender ID', () => {
    expect(v.parse(sendMessageSchema, { ...good, from: '447700900999' }).from).toBe('+447700900999');
    expect(send({ from: '12345' })).toEqual(['from invalid_sender']);
  });

  it('takes 1570 characters and not one more', () => {
    expect(send({ body: 'x'.repeat(1570) })).toEqual([]);
    expect(send({ body: 'x'.repeat(1571) })).toEqual(['body too_long']);
  });

  it('counts a character outside the basic plane once', () => {
    expect(send({ body: '😀'.repeat(1570) })).toEqual([]);
    expect(send({ body: '😀'.repeat(1571) })).toEqual(['body too_long']);
  });

  it('counts a tag as nothing, since a link of any length takes its place', () => {
    expect(send({ body: `${'x'.repeat(1570)}{OptOutURL}` })).toEqual([]);
    expect(send({ body: `${'x'.repeat(1571)}{OptOutURL}` })).toEqual(['body too_long']);
    expect(send({ body: `${'x'.repeat(1570)}{optouturl}` })).toEqual(['body too_long']);
  });

  it.each(['a\0b', 'a\ud83d', '\udc4d', '\ud83d\ud83d\ude00'])(
    'refuses text that no message can carry: %j',
    (body) => {
      expect(send({ body })).toEqual(['body invalid_text']);
    },
  );

  it('tells an empty body from a missing one', () => {
    expect(send({ body: '' })).toEqual(['body empty']);
  });

  it('refuses a contradiction of type and media, and a subject without media', () => {
    const media = [{ url: 'https://example.org/a.png' }];
    expect(send({ type: 'sms', media })).toEqual(['type contradiction']);
    expect(send({ type: 'mms' })).toEqual(['type contradiction']);
    expect(send({ subject: 'Hi' })).toEqual(['subject contradiction']);
    expect(send({ subject: 'Hi', type: 'mms', media })).toEqual([]);
  });

  it('takes a date and sends it as ISO 8601', () => {
    const at = new Date('2026-12-24T08:00:00Z');
    expect(v.parse(sendMessageSchema, { ...good, scheduled_at: at }).scheduled_at).toBe(
      '2026-12-24T08:00:00.000Z',
    );
    expect(send({ scheduled_at: new Date(Number.NaN) })).toEqual(['scheduled_at invalid_timestamp']);
    expect(send({ scheduled_at: '  ' })).toEqual(['scheduled_at invalid_timestamp']);
  });

  it('holds reference, subject and metadata to their limits', () => {
    const media = [{ url: 'https://example.org/a.png' }];
    expect(send({ reference: 'r'.repeat(256) })).toEqual(['reference too_long']);
    expect(send({ subject: 's'.repeat(65), media })).toEqual(['subject too_long']);
    expect(send({ metadata: { ['k'.repeat(101)]: 'x' } })).toEqual([`metadata.${'k'.repeat(64)}… too_long`]);
    expect(send({ metadata: { k: 'v'.repeat(257) } })).toEqual(['metadata.k too_long']);
    expect(send({ metadata: { k: 1 } })).toEqual(['metadata.k invalid_type']);
    expect(
      send({ metadata: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`k${n}`, ''])) }),
    ).toEqual(['metadata too_many_items']);
    expect(send({ metadata: ['a'] })).toEqual(['metadata invalid_type']);
  });
});

describe('media of a message', () => {
  const media = (item: unknown): string[] => send({ media: [item] });

  it.each([
    'gif',
    'PNG',
    'jpg',
    'jpeg',
    'mp3',
    'wav',
    '3gp',
    'mp4',
    'mpg',
    'mpeg',
    'avi',
    'pdf',
    'vcf',
    'vCard',
  ])('may be a .%s by URL or by content', (extension) => {
    expect(media({ url: `https://example.org/x/a.${extension}?v=1#top` })).toEqual([]);
    expect(media({ filename: `a.${extension}`, content: 'AAAA' })).toEqual([]);
  });

  it('is decided by the file name before the URL', () => {
    expect(media({ url: 'https://example.org/download', filename: 'a.png' })).toEqual([]);
    expect(media({ url: 'https://example.org/a.png', filename: 'a.exe' })).toEqual([
      'media[0].filename unsupported_media_type',
    ]);
    expect(media({ url: 'https://example.org/a.svg' })).toEqual(['media[0].url unsupported_media_type']);
    expect(media({ url: 'https://example.png' })).toEqual(['media[0].url unsupported_media_type']);
  });

  it.each([
    'http://example.org/a.png',
    'file:///etc/a.png',
    'data:image/png;base64,a.png',
    '//x/a.png',
    'https://u:p@x/a.png',
  ])('refuses the URL %s', (url) => {
    expect(media({ url })).toContain('media[0].url invalid_type');
  });

  it('is either a URL or a content with a file name', () => {
    expect(media({ filename: 'a.png' })).toEqual(['media[0].url required']);
    expect(media({ content: 'AAAA' })).toEqual(['media[0].filename required']);
    expect(media({ url: 'https://x.org/a.png', filename: 'a.png', content: 'AAAA' })).toEqual([
      'media[0].content contradiction',
    ]);
  });

  it.each(['AAA', 'A-_A', 'AAAA\n', '===='])('refuses content that is not base64: %j', (content) => {
    expect(media({ filename: 'a.png', content })).toEqual(['media[0].content invalid_type']);
  });

  it('counts from one to ten', () => {
    const one = { url: 'https://example.org/a.png' };
    expect(send({ media: [] })).toEqual(['media empty']);
    expect(send({ media: Array.from({ length: 10 }, () => one) })).toEqual([]);
    expect(send({ media: Array.from({ length: 11 }, () => one) })).toEqual(['media too_many_items']);
  });
});

describe('a batch', () => {
  it('fills in its defaults before an item is judged', () => {
    expect(complaints(sendBatchSchema, { body: 'hi', messages: [{ to: good.to }] })).toEqual([]);
    expect(complaints(sendBatchSchema, { messages: [good, { to: good.to }] })).toEqual([
      'messages[1].body required',
    ]);
  });

  it('names the item and the field', () => {
    expect(complaints(sendBatchSchema, { messages: [good, { ...good, to: 'x' }] })).toEqual([
      'messages[1].to invalid_number',
    ]);
  });

  it('holds one to a thousand', () => {
    expect(complaints(sendBatchSchema, { messages: [] })).toEqual(['messages empty']);
    expect(complaints(sendBatchSchema, { messages: Array.from({ length: 1001 }, () => good) })).toEqual([
      'messages too_many_items',
    ]);
  });

  it('is judged as an envelope by a server, item by item later', () => {
    expect(complaints(batchEnvelopeSchema, { messages: [{ to: 'x' }, 7] })).toEqual([]);
    expect(complaints(batchEnvelopeSchema, { messages: [good], from: '' })).toEqual(['from invalid_sender']);
  });

  it('lets an item’s own field win over the default', () => {
    expect(
      withDefaults({ body: 'default', from: 'Acme' }, { to: 'x', body: 'own', from: undefined }),
    ).toEqual({
      to: 'x',
      body: 'own',
      from: 'Acme',
    });
  });
});

describe('a list', () => {
  it('reads numbers out of query text', () => {
    expect(v.parse(listMessagesSchema, { page: '2', per_page: '1000' })).toEqual({ page: 2, per_page: 1000 });
  });

  it('takes every page number that it documents', () => {
    const last = Number.MAX_SAFE_INTEGER;
    expect(v.parse(listMessagesSchema, { page: String(last) })).toEqual({ page: last });
    expect(complaints(listMessagesSchema, { page: String(last + 1) })).toEqual(['page out_of_range']);
  });

  it.each([
    ['0', 'out_of_range'],
    ['1001', 'out_of_range'],
    ['1.5', 'invalid_type'],
    ['-1', 'out_of_range'],
    ['9'.repeat(20), 'out_of_range'],
    ['ten', 'invalid_type'],
    ['', 'invalid_type'],
  ])('refuses %j items a page', (per_page, code) => {
    expect(complaints(listMessagesSchema, { per_page })).toEqual([`per_page ${code}`]);
  });

  it('takes a number whose plus became a space in the query', () => {
    expect(v.parse(listMessagesSchema, { to: ' 447700900123' }).to).toBe('+447700900123');
  });
});

describe('a webhook to save', () => {
  const webhook = { name: 'mine', url: 'http://127.0.0.1:3000/hook', events: ['*'] };

  it('takes known events and the star', () => {
    expect(complaints(createWebhookSchema, webhook)).toEqual([]);
    expect(complaints(createWebhookSchema, { ...webhook, events: ['message.exploded'] })).toEqual([
      'events[0] invalid_type',
    ]);
    expect(complaints(createWebhookSchema, { ...webhook, events: [] })).toEqual(['events empty']);
  });

  it.each(['ftp://x/', 'https://user:pass@x/', 'javascript:alert(1)', '/hook'])(
    'refuses the target %s',
    (url) => {
      expect(complaints(createWebhookSchema, { ...webhook, url })).toEqual(['url invalid_type']);
    },
  );
});

describe('a complaint', () => {
  it('never repeats a value', () => {
    const { issues = [] } = v.safeParse(sendMessageSchema, {
      to: '+44SECRET',
      body: 'SECRET\0',
      from: 'SECRET!',
    });
    expect(issues).toHaveLength(3);
    expect(JSON.stringify(explainIssues(issues))).not.toContain('SECRET');
  });
});
