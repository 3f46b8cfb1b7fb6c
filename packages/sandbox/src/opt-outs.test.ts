import { describe, expect, it } from 'vitest';
import { callApi, codeOf, ordinary, readMessage, sendMessage } from '../test/api.ts';
import { createSandbox, type Sandbox } from './create-sandbox.ts';

const number = ordinary.to;
const optOutPath = `/opt-outs/${encodeURIComponent(number)}`;

function held(): Sandbox {
  return createSandbox({ clock: 'manual', startAt: new Date('2026-11-22T12:00:00Z') });
}

async function linkIn(sandbox: Sandbox, fields: object = {}): Promise<string> {
  const { body } = await sendMessage(sandbox, { body: 'Sale! {OptOutURL}', ...fields });
  return body?.slice('Sale! '.length) ?? '';
}

async function open(
  sandbox: Sandbox,
  url: string,
  method = 'GET',
): Promise<{ status: number; html: string; headers: Headers }> {
  const response = await sandbox.fetch(url, { method });
  return { status: response.status, html: await response.text(), headers: response.headers };
}

describe('by API', () => {
  it('stops sends, and is the same when it is made twice', async () => {
    const sandbox = held();
    const first = await callApi(sandbox, 'POST /opt-outs', { number: '44 7700 900123', source: 'import' });
    await sandbox.clock.advance(1000);
    const again = await callApi(sandbox, 'POST /opt-outs', { number });
    expect(first.body).toEqual({
      number,
      source: 'import',
      message_id: null,
      created_at: '2026-11-22T12:00:00.000Z',
    });
    expect(again.body).toEqual(first.body);
    expect((await callApi(sandbox, `GET ${optOutPath}`)).body).toEqual(first.body);
    expect(codeOf(await callApi(sandbox, 'POST /messages', ordinary))).toBe('recipient_opted_out');
  });

  it('is taken back by API, after which sends go out again', async () => {
    const sandbox = held();
    await callApi(sandbox, 'POST /opt-outs', { number });
    const deleted = await callApi(sandbox, `DELETE ${optOutPath}`);
    expect([deleted.status, deleted.body]).toEqual([204, undefined]);
    expect(codeOf(await callApi(sandbox, `DELETE ${optOutPath}`))).toBe('not_found');
    await sendMessage(sandbox);
  });

  it('is the account’s own', async () => {
    const sandbox = held();
    await callApi(sandbox, 'POST /opt-outs', { number });
    await sendMessage(sandbox, {}, { key: 'other' });
    expect((await callApi(sandbox, `GET ${optOutPath}`, undefined, { key: 'other' })).status).toBe(404);
  });
});

it('fails what is scheduled or queued, gives the money back, and leaves what is sent', async () => {
  const sandbox = held();
  const sent = await sendMessage(sandbox);
  await sandbox.clock.advance(250);
  const queued = await sendMessage(sandbox);
  const scheduled = await sendMessage(sandbox, { scheduled_at: 'tomorrow' });
  const other = await sendMessage(sandbox, { to: '+447700900999', scheduled_at: 'tomorrow' });
  await callApi(sandbox, 'POST /opt-outs', { number });
  for (const { id } of [queued, scheduled]) {
    expect(await readMessage(sandbox, id)).toMatchObject({
      status: 'failed',
      error: { code: 'recipient_opted_out' },
    });
  }
  expect((await readMessage(sandbox, sent.id)).status).toBe('sent');
  expect((await readMessage(sandbox, other.id)).status).toBe('scheduled');
  expect((await callApi(sandbox, 'GET /account')).body).toMatchObject({ balance: '999999.9160' });
});

describe('a link', () => {
  it('shows a page with one button, and opts nobody out by being looked at', async () => {
    const sandbox = held();
    const url = await linkIn(sandbox);
    const { status, html, headers } = await open(sandbox, url);
    expect(status).toBe(200);
    expect(html.match(/<button/g)).toHaveLength(1);
    expect(html).toContain('<form method="post">');
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<h1>');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-robots-tag')).toBe('noindex');
    await open(sandbox, url, 'HEAD');
    expect((await callApi(sandbox, `GET ${optOutPath}`)).status).toBe(404);
  });

  it('opts its recipient out when the button is pressed', async () => {
    const sandbox = held();
    const url = await linkIn(sandbox);
    const scheduled = await sendMessage(sandbox, { scheduled_at: 'tomorrow' });
    expect((await open(sandbox, url, 'POST')).status).toBe(200);
    const { body } = await callApi(sandbox, `GET ${optOutPath}`);
    const { data } = (await callApi(sandbox, 'GET /messages?status=queued')).body as {
      data: { id: string }[];
    };
    expect(data).toEqual([]);
    expect(body).toMatchObject({ number, source: 'link', message_id: expect.stringMatching(/^msg_/) });
    expect(codeOf(await callApi(sandbox, 'POST /messages', ordinary))).toBe('recipient_opted_out');
    expect((await readMessage(sandbox, scheduled.id)).status).toBe('failed');
  });

  it('answers the same when it is wrong as when it was used', async () => {
    const sandbox = held();
    const url = await linkIn(sandbox);
    await open(sandbox, url, 'POST');
    const wrong = `${url.slice(0, -22)}${'A'.repeat(22)}`;
    for (const method of ['GET', 'POST']) {
      const [used, unknown] = [await open(sandbox, url, method), await open(sandbox, wrong, method)];
      expect([used.status, used.html]).toEqual([unknown.status, unknown.html]);
      expect(used.status).toBe(404);
    }
  });

  it('cannot be taken back by API: only the recipient opts in again', async () => {
    const sandbox = held();
    await open(sandbox, await linkIn(sandbox), 'POST');
    const refused = await callApi(sandbox, `DELETE ${optOutPath}`);
    expect([refused.status, codeOf(refused)]).toEqual([403, 'forbidden']);
    await sandbox.reply({ from: number, to: '+447700900999', body: ' start ' });
    expect((await callApi(sandbox, `GET ${optOutPath}`)).status).toBe(404);
    await sendMessage(sandbox);
  });

  it('has 128 random bits', async () => {
    const sandbox = held();
    const token = (await linkIn(sandbox)).split('/').at(-1) ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(16);
  });

  it('repeats nothing of the message on its page', async () => {
    const sandbox = held();
    const { html } = await open(sandbox, await linkIn(sandbox, { from: 'Canary', reference: 'canary' }));
    expect(html).not.toMatch(/canary|7700900123/i);
  });
});

describe('a keyword', () => {
  it.each(['STOP', ' stop\n', 'Unsubscribe', 'CANCEL', 'end', 'Quit', 'revoke', 'optout', 'StopAll'])(
    'opts out: %j',
    async (body) => {
      const sandbox = held();
      const { id } = await sandbox.reply({ from: number, to: '+447700900999', body });
      expect((await callApi(sandbox, `GET ${optOutPath}`)).body).toMatchObject({
        source: 'keyword',
        message_id: id,
      });
    },
  );

  it.each(['STOP please', 'stop.', '', 'STOP\u200b', 'ſtop', 'YES'])('does not opt out: %j', async (body) => {
    const sandbox = held();
    await sandbox.reply({ from: number, to: '+447700900999', body });
    expect((await callApi(sandbox, `GET ${optOutPath}`)).status).toBe(404);
  });

  it.each(['START', 'yes', 'Unstop'])('opts in again: %j', async (body) => {
    const sandbox = held();
    await callApi(sandbox, 'POST /opt-outs', { number });
    await sandbox.reply({ from: number, to: '+447700900999', body });
    expect((await callApi(sandbox, `GET ${optOutPath}`)).status).toBe(404);
  });
});

describe('a reply', () => {
  it('is an inbound message that is received for ever', async () => {
    const sandbox = held();
    const asked = await sendMessage(sandbox, { from: '+447700900999' });
    const reply = await sandbox.reply({ from: '44 7700 900123', body: 'Thanks 🎉' });
    expect(reply).toMatchObject({
      direction: 'inbound',
      status: 'received',
      from: number,
      to: '+447700900999',
      in_reply_to: asked.id,
      encoding: 'UCS-2',
      received_at: '2026-11-22T12:00:00.000Z',
    });
    await sandbox.clock.advance(100 * 3_600_000);
    expect(await readMessage(sandbox, reply.id)).toEqual(reply);
  });

  it('goes to no sender ID, and from no letters', async () => {
    const sandbox = held();
    await sendMessage(sandbox);
    await expect(sandbox.reply({ from: number, body: 'x' })).rejects.toThrow(TypeError);
    await expect(sandbox.reply({ from: 'Acme', to: number, body: 'x' })).rejects.toThrow(TypeError);
    await expect(sandbox.reply({ from: '+447700900555', body: 'x' })).rejects.toThrow(TypeError);
  });
});
