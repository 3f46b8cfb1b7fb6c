import { createChatti } from '@chatti/core';
import { createSandbox } from '@chatti/sandbox';
import { expect, it } from 'vitest';

it('sends a code that the customer can type in', async () => {
  await using sandbox = createSandbox({ clock: 'manual' });
  const chatti = createChatti({ fetch: sandbox.fetch, baseUrl: sandbox.baseUrl, apiKey: sandbox.apiKey });

  // Your own code would do this.
  await chatti.messages.send({ to: '+447700900123', from: 'Acme Shoes', body: 'Your code is 123456.' });

  const message = await sandbox.inbox.wait({ to: '+447700900123', body: /code is \d{6}/ });
  expect(message.status).toBe('queued');

  await sandbox.clock.advance(1000);
  expect(sandbox.inbox.latest()?.status).toBe('delivered');
});

it('writes to nobody who said STOP', async () => {
  await using sandbox = createSandbox({ clock: 'manual' });
  const chatti = createChatti({ fetch: sandbox.fetch, baseUrl: sandbox.baseUrl, apiKey: sandbox.apiKey });
  const sale = { to: '+447700900123', from: '+447700900999', body: 'Sale on Friday! Stop: {OptOutURL}' };
  await chatti.messages.send(sale);

  await sandbox.reply({ from: '+447700900123', body: 'STOP' });

  await expect(chatti.messages.send(sale)).rejects.toMatchObject({ code: 'recipient_opted_out' });
});
