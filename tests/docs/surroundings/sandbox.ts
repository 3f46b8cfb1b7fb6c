import { readFile as read } from 'node:fs/promises';
import { createChatti } from '@chatti/core';
import { createSandbox } from '@chatti/sandbox';

export const sandbox = createSandbox({ record: true, clock: 'manual' });
const client = createChatti({ fetch: sandbox.fetch, baseUrl: sandbox.baseUrl, apiKey: sandbox.apiKey });
const body = 'Your code 123456 is good for an hour.';
export const message = await client.messages.send({ to: '+447700900123', from: 'Acme Shoes', body });
export const { id } = message;
// On its way, and not there yet.
await sandbox.clock.advance(300);
const recording = JSON.stringify(sandbox.recording());

/** The one file that samples read is a recording. */
export async function readFile(file: string, encoding: 'utf8'): Promise<string> {
  return file === 'calls.json' ? recording : read(file, encoding);
}
