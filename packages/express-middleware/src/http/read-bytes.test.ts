import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { discard, readBytes } from './read-bytes.ts';

const message = (): IncomingMessage => new IncomingMessage(new Socket());

/** A body of so many megabytes, in pieces. */
function feed(request: IncomingMessage, megabytes: number): void {
  const piece = Buffer.alloc(1_000_000);
  for (let count = 0; count < megabytes; count++) request.push(piece);
}

it('reads a body of exactly the limit, and no more', async () => {
  for (const [most, read] of [
    [2_000_000, 2_000_000],
    [1_999_999, undefined],
  ] as const) {
    const request = message();
    feed(request, 2);
    request.push(null);
    expect((await readBytes(request, most))?.byteLength).toBe(read);
  }
});

it('throws away what is too much, and cuts off who sends far too much', async () => {
  const patient = message();
  feed(patient, 10);
  patient.push(null);
  expect(await readBytes(patient, 10)).toBeUndefined();
  const endless = message();
  feed(endless, 17);
  expect(await readBytes(endless, 10)).toBeUndefined();
  expect([patient.readableEnded, endless.readableEnded, endless.destroyed]).toEqual([true, false, true]);
});

it('tells a body that is cut short', async () => {
  const request = message();
  request.push(Buffer.from('{"to":'));
  const read = readBytes(request, 100);
  request.destroy();
  await expect(read).rejects.toThrow(expect.objectContaining({ status: 400, name: 'RequestProblem' }));
});

it('has nothing to discard where all was read, or the caller is gone', async () => {
  const read = message();
  read.push(null);
  await readBytes(read, 1);
  await expect(discard(read)).resolves.toBeUndefined();
  const gone = message();
  gone.destroy();
  await expect(discard(gone)).resolves.toBeUndefined();
});
