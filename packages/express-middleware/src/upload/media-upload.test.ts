import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { ConfigurationError } from '@chatti/core';
import { describe, expect, it, vi } from 'vitest';
import { expresses } from '../../test/expresses.ts';
import { post, serve } from '../../test/serve.ts';
import { chattiErrors } from '../chatti-errors.ts';
import { mediaUpload, type MediaUpload, type MediaUploadOptions } from './media-upload.ts';

const png = readFileSync(new URL('../../vectors/media/sample.png', import.meta.url));

function form(
  files: readonly (readonly [string, Uint8Array<ArrayBuffer>])[],
  fields: Record<string, string> = {},
): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  for (const [name, bytes] of files) data.append('file', new Blob([bytes]), name);
  return data;
}

describe.each(expresses)('mediaUpload on $version', ({ express }) => {
  async function app(options: MediaUploadOptions = {}) {
    const upload = mediaUpload(options);
    const taken: MediaUpload[] = [];
    const server = express();
    server.post('/mms', upload, (request, response) => {
      taken.push(upload.of(request));
      response.sendStatus(204);
    });
    server.use(chattiErrors());
    const url = `${await serve(server)}/mms`;
    return { url, taken, send: (body: FormData) => fetch(url, { method: 'POST', body }) };
  }

  it('yields what media of a send takes, and the text fields', async () => {
    const { send, taken } = await app();
    expect((await send(form([['photo.png', png]], { body: 'Look' }))).status).toBe(204);
    expect(taken).toEqual([
      { media: [{ filename: 'photo.png', content: png.toString('base64') }], fields: { body: 'Look' } },
    ]);
  });

  it('takes a file of exactly the limit and refuses one byte more', async () => {
    const { send } = await app({ maxBytes: png.byteLength });
    expect((await send(form([['photo.png', png]]))).status).toBe(204);
    const reply = await send(form([['photo.png', Buffer.concat([png, Buffer.alloc(1)])]]));
    expect(reply.status).toBe(413);
    expect(await reply.json()).toMatchObject({ code: 'request_too_large', outcome: 'not_sent' });
  });

  it('answers a file of ten times the limit without keeping it', async () => {
    const { send, taken } = await app({ maxBytes: 500_000 });
    expect((await send(form([['photo.png', Buffer.concat([png, Buffer.alloc(5_000_000)])]]))).status).toBe(
      413,
    );
    expect(taken).toEqual([]);
  });

  it('refuses more files than allowed', async () => {
    const two = form([
      ['a.png', png],
      ['b.png', png],
    ]);
    expect((await (await app()).send(two)).status).toBe(413);
    const { send, taken } = await app({ maxFiles: 2 });
    expect((await send(two)).status).toBe(204);
    expect(taken[0]?.media.map(({ filename }) => filename)).toEqual(['a.png', 'b.png']);
  });

  it('refuses more fields, and longer ones, than any form needs', async () => {
    const { send } = await app();
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`field${index}`, 'x']));
    expect((await send(form([['a.png', png]], many))).status).toBe(413);
    expect((await send(form([['a.png', png]], { body: 'x'.repeat(10_001) }))).status).toBe(413);
  });

  it.each([
    ['a disguised file', 'photo.gif'],
    ['another kind of file', 'photo.exe'],
    ['a file without an extension', 'photo'],
  ])('refuses %s', async (_what, name) => {
    const { send, taken } = await app();
    const reply = await send(form([[name, png]]));
    expect(reply.status).toBe(415);
    expect(await reply.json()).toMatchObject({ code: 'unsupported_media_type' });
    expect(taken).toEqual([]);
  });

  it('takes the last part of a name that is a path', async () => {
    const { url, taken } = await app();
    const head = '--b\r\nContent-Disposition: form-data; name="f"; filename="../../etc/photo.png"\r\n\r\n';
    const body = Buffer.concat([Buffer.from(head), png, Buffer.from('\r\n--b--\r\n')]);
    const reply = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      body,
    });
    expect(reply.status).toBe(204);
    expect(taken[0]?.media[0]?.filename).toBe('photo.png');
  });

  it('refuses a form without a file, and a request that is no form', async () => {
    const { send, url } = await app();
    expect((await send(form([], { body: 'x' }))).status).toBe(400);
    expect((await post(url, {})).status).toBe(415);
    const noBoundary = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; x' },
      body: 'x',
    });
    expect(noBoundary.status).toBe(400);
  });

  it('refuses a file that has a type but no name', async () => {
    const { url } = await app();
    const body =
      '--b\r\nContent-Disposition: form-data; name="f"\r\nContent-Type: application/octet-stream\r\n\r\nabc\r\n--b--\r\n';
    const reply = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      body,
    });
    expect(reply.status).toBe(415);
  });

  it('refuses a form that is cut short', async () => {
    const { url } = await app();
    const body = '--b\r\nContent-Disposition: form-data; name="f"; filename="photo.png"\r\n\r\nhalf a pic';
    const reply = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      body,
    });
    expect(reply.status).toBe(400);
  });

  it('hands on that the caller went away', async () => {
    const upload = mediaUpload();
    const failed = vi.fn<(error: unknown) => void>();
    const server = express().post('/mms', upload);
    server.use((error: unknown, _request: unknown, _response: unknown, _next: unknown) => failed(error));
    const url = new URL(await serve(server));
    const socket = connect(Number(url.port), url.hostname);
    socket.write(
      'POST /mms HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9999\r\n\r\n',
    );
    socket.write('--b\r\nContent-Disposition: form-data; name="f"; filename="photo.png"\r\n\r\nhalf', () => {
      setImmediate(() => socket.destroy());
    });
    await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce(), 20_000);
  });

  it('says what is wrong where another middleware has read the form', async () => {
    const server = express();
    server.use(express.raw({ type: () => true }));
    server.post('/mms', mediaUpload());
    server.use(chattiErrors());
    const reply = await fetch(`${await serve(server)}/mms`, {
      method: 'POST',
      body: form([['photo.png', png]]),
    });
    expect(await reply.json()).toMatchObject({ status: 500, code: 'body_already_read' });
  });
});

it('refuses a limit that is out of range', () => {
  expect(() => mediaUpload({ maxBytes: 0 })).toThrow(ConfigurationError);
  expect(() => mediaUpload({ maxFiles: 11 })).toThrow(/^maxFiles: /);
});

it('refuses to hand out what it has not taken', () => {
  // A request that never met the middleware.
  expect(() => mediaUpload().of({} as Parameters<ReturnType<typeof mediaUpload>>[0])).toThrow(
    ConfigurationError,
  );
});
