import { createChatti } from '@chatti/core';
import { createSandbox } from '@chatti/sandbox';
import { expect, it } from 'vitest';
import { linesOf } from './lines-of.ts';

it('tells what was done, and not what fell due by itself', async () => {
  await using sandbox = createSandbox({ record: true, clock: 'manual' });
  const { fetch, baseUrl, apiKey } = sandbox;
  const chatti = createChatti({ fetch, baseUrl, apiKey });
  await chatti.messages.send({ to: '+447700900123', from: '+447700900999', body: 'Hi' });
  await sandbox.clock.advance(1000);
  await sandbox.reply({ from: '+447700900123', to: '+447700900999', body: 'Thanks' });
  expect(linesOf(sandbox.recording()).map(({ what, status, afterMs }) => [what, status, afterMs])).toEqual([
    ['POST /v1/messages', 200, 0],
    ['somebody replied', undefined, 1000],
  ]);
});
