import { createChatti } from '@chatti/core';
import { createSandbox } from '@chatti/sandbox';
import { describe, expect, it } from 'vitest';
import type { SendNews } from '../../send-news.ts';
import { sendToMany } from './send-to-many.ts';
import { SendsUnderWay } from './sends-under-way.ts';

const id = 'a-send-of-the-page';
const message = { to: '+447700900123', from: 'Acme', body: 'Hello' };

function bench() {
  const sandbox = createSandbox();
  const sends = new SendsUnderWay();
  const { fetch, apiKey, baseUrl } = sandbox;
  const chatti = createChatti({ fetch, apiKey, baseUrl, plugins: [sends.plugin] });
  const news: SendNews[] = [];
  sends.listen((one) => news.push(one));
  return { sandbox, sends, chatti, news };
}

describe('SendsUnderWay', () => {
  it('tells of an attempt that failed, and whether another follows', async () => {
    const { sandbox, sends, chatti, news } = bench();
    sandbox.faults.next('429; retry-after=0');
    const sending = sends.run(id, ({ signal }) => chatti.messages.send(message, { signal, retryLimit: 0 }));
    await expect(sending).rejects.toMatchObject({ outcome: 'rejected' });
    expect(news).toEqual([
      { id, attempt: { number: 1, status: 429, failure: 'rate limited, status 429', wait_ms: null } },
    ]);
  });

  it('calls a send off, whose own error says what is known of it', async () => {
    const { sandbox, sends, chatti } = bench();
    sandbox.faults.next('stall');
    const sending = sends.run(id, ({ signal }) => chatti.messages.send(message, { signal }));
    const failed = expect(sending).rejects.toMatchObject({ name: 'AbortError', outcome: 'unknown' });
    // The request is on its way with the next turn.
    await new Promise((resolve) => setImmediate(resolve));
    expect(sends.cancel(id)).toBe(true);
    await failed;
    expect(sends.cancel(id)).toBe(false);
  });

  it('says that nothing was sent where nothing had left', async () => {
    const { sends, chatti } = bench();
    const sending = sends.run(id, ({ signal }) => {
      sends.cancel(id);
      return chatti.messages.send(message, { signal });
    });
    await expect(sending).rejects.toMatchObject({ name: 'AbortError', outcome: 'not_sent' });
  });

  it('tells how many of many have a result, and of those called off that nobody knows', async () => {
    const { sandbox, sends, chatti, news } = bench();
    const many = { to: [message.to, '07700'], fields: { from: 'Acme', body: 'Hello' } };
    const send = () => sends.run(id, (watched) => sendToMany(chatti, many, watched));
    expect((await send()).results.map(({ outcome }) => outcome)).toEqual(['accepted', 'not_sent']);
    expect(news).toEqual([{ id, done: 2 }]);

    sandbox.faults.next('stall');
    const sending = send();
    await new Promise((resolve) => setTimeout(resolve));
    sends.cancel(id);
    const [first] = (await sending).results;
    expect(first).toMatchObject({ outcome: 'unknown', error: { code: 'cancelled' } });
  });

  it.each([undefined, '', 'short', 'no spaces, please', ['a-send-of-the-page']])(
    'does a send with %j for a name all the same',
    async (name) => {
      const { sends, chatti } = bench();
      const sent = await sends.run(name, ({ signal }) => chatti.messages.send(message, { signal }));
      expect(sent.status).toBe('queued');
    },
  );
});
