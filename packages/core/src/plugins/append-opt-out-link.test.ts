import { describe, expect, it } from 'vitest';
import { InputError } from '../errors/input-error.ts';
import { appendOptOutLink } from './append-opt-out-link.ts';
import { collect, deepFreeze, testClient, to } from './test-client.test-data.ts';

const media = [{ url: 'https://example.com/a.png' }];

describe('appendOptOutLink', () => {
  it('adds label and tag to the end of a text', async () => {
    const { chatti, seen } = testClient({ plugins: [appendOptOutLink({ label: 'Stop:' })] });
    await chatti.messages.send(deepFreeze({ to, body: '20 % off.' }));
    expect(seen[0]?.body['body']).toBe('20 % off. Stop: {OptOutURL}');
  });

  it('leaves a text that ends with the tag', async () => {
    const { chatti, seen } = testClient({ plugins: [appendOptOutLink()] });
    await chatti.messages.send({ to, body: 'Stop: {OptOutURL}.' });
    expect(seen[0]?.body['body']).toBe('Stop: {OptOutURL}.');
  });

  it('gives an MMS without text a text of its own', async () => {
    const { chatti, seen } = testClient({ plugins: [appendOptOutLink()] });
    await chatti.messages.send({ to, media });
    expect(seen[0]?.body['body']).toBe('Opt out: {OptOutURL}');
  });

  it('keeps the default of a batch a default', async () => {
    const { chatti, seen } = testClient({ plugins: [appendOptOutLink()] });
    await chatti.messages.sendBatch(
      deepFreeze({ body: 'Sale', messages: [{ to }, { to, body: 'Yours' }, { to }] }),
    );
    expect(seen[0]?.body['body']).toBe('Sale Opt out: {OptOutURL}');
    expect(seen[0]?.body.messages?.map(({ body }) => body)).toEqual([
      undefined,
      'Yours Opt out: {OptOutURL}',
      undefined,
    ]);
  });

  it('adds it only where it is asked to, also within a batch', async () => {
    const only = appendOptOutLink({ only: ({ metadata }) => metadata?.['kind'] === 'marketing' });
    const { chatti, seen } = testClient({ plugins: [only] });
    await chatti.messages.sendBatch({
      body: 'Sale',
      messages: [{ to }, { to, metadata: { kind: 'marketing' } }],
    });
    expect(seen[0]?.body['body']).toBe('Sale');
    expect(seen[0]?.body.messages?.map(({ body }) => body)).toEqual([undefined, 'Sale Opt out: {OptOutURL}']);
  });

  it('refuses what becomes too long before anything is sent', async () => {
    const { chatti, seen } = testClient({ plugins: [appendOptOutLink()] });
    const error = await chatti.messages
      .send({ to, body: 'x'.repeat(1565) })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({ outcome: 'not_sent', issues: [{ path: 'body', code: 'too_long' }] });
    expect(seen).toEqual([]);
  });

  it('has sendMany refuse only the message that becomes too long', async () => {
    const { chatti } = testClient({ plugins: [appendOptOutLink()] });
    const messages = ['a', 'x'.repeat(1565), 'c'].map((body) => ({ to, body }));
    const results = await collect(chatti.messages.sendMany(messages));
    expect(results.map(({ outcome }) => outcome)).toEqual(['accepted', 'not_sent', 'accepted']);
  });
});
