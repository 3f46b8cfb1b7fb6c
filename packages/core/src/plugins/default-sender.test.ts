import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { defaultSender } from './default-sender.ts';
import { deepFreeze, testClient, to } from './test-client.test-data.ts';

describe('defaultSender', () => {
  it('fills in the sender of a message that has none', async () => {
    const { chatti, seen } = testClient({ plugins: [defaultSender('Acme')] });
    await chatti.messages.send(deepFreeze({ to, body: 'Hi' }));
    expect(seen[0]?.body).toMatchObject({ to, from: 'Acme', body: 'Hi' });
  });

  it('leaves a sender that was given', async () => {
    const { chatti, seen } = testClient({ plugins: [defaultSender('Acme')] });
    await chatti.messages.send({ to, from: 'Other', body: 'Hi' });
    expect(seen[0]?.body['from']).toBe('Other');
  });

  it('becomes the default of a batch, and leaves the senders of its items', async () => {
    const { chatti, seen } = testClient({ plugins: [defaultSender('Acme')] });
    await chatti.messages.sendBatch(
      deepFreeze({
        messages: [
          { to, body: 'a' },
          { to, from: 'Other', body: 'b' },
          { to, body: 'c' },
        ],
      }),
    );
    expect(seen[0]?.body['from']).toBe('Acme');
    expect(seen[0]?.body.messages?.map(({ from }) => from)).toEqual([undefined, 'Other', undefined]);
  });

  it('leaves the default that a batch has', async () => {
    const { chatti, seen } = testClient({ plugins: [defaultSender('Acme')] });
    await chatti.messages.sendBatch({ from: 'Other', messages: [{ to, body: 'a' }] });
    expect(seen[0]?.body['from']).toBe('Other');
  });

  it('acts on a preview, and on nothing else', async () => {
    const { chatti, seen } = testClient({ plugins: [defaultSender('Acme')] });
    await chatti.messages.preview({ body: 'Hi' });
    await chatti.optOuts.create({ number: to });
    expect(seen.map(({ body }) => body['from'])).toEqual(['Acme', undefined]);
  });

  it('mends a number', async () => {
    const { chatti, seen } = testClient({ plugins: [defaultSender('44 7700 900456')] });
    await chatti.messages.send({ to, body: 'Hi' });
    expect(seen[0]?.body['from']).toBe('+447700900456');
  });

  it.each(['', 'twelveletter', '12', ' Acme'])('refuses to be made with %j', (from) => {
    expect(() => defaultSender(from)).toThrow(ConfigurationError);
  });
});
