import type { Message, Page } from '@chatti/core/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MessageRows, PER_PAGE } from './message-rows.ts';

/** A server whose messages are numbered from 1, and that notes which pages it was asked for. */
function serverWith(count: number) {
  const server = {
    count,
    asked: [] as number[],
    async read(page: number): Promise<Page<Message>> {
      server.asked.push(page);
      const offset = (page - 1) * PER_PAGE;
      const length = Math.max(0, Math.min(PER_PAGE, server.count - offset));
      const data = Array.from(
        { length },
        (_, index) => ({ id: `msg_${server.count - offset - index}` }) as Message,
      );
      return {
        total: server.count,
        item_count: length,
        current_page: page,
        per_page: PER_PAGE,
        first_item: length > 0 ? offset + 1 : null,
        last_item: length > 0 ? offset + length : null,
        prev_page_url: null,
        next_page_url: null,
        data,
      };
    },
  };
  return server;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('MessageRows', () => {
  it('reads the pages in view and no others', async () => {
    const server = serverWith(100_000);
    const rows = new MessageRows(server.read, 0);
    await rows.refresh();
    rows.look(50_090, 50_120);
    await settled();
    expect(server.asked).toEqual([1, 501, 502]);
    expect(rows.kept.at(50_100)?.id).toBe('msg_49900');
    expect(rows.kept.at(50_300)).toBeUndefined();
  });

  it('reads nothing of what a view only passes', async () => {
    const server = serverWith(100_000);
    const rows = new MessageRows(server.read, 5);
    await rows.refresh();
    for (let first = 1000; first <= 50_000; first += 1000) rows.look(first, first + 20);
    await settled();
    expect(server.asked).toEqual([1]);
    await expect.poll(() => rows.kept.at(50_000)?.id).toBe('msg_50000');
    expect(server.asked).toEqual([1, 501]);
  });

  it('asks for nothing twice while it is new', async () => {
    const server = serverWith(1000);
    const rows = new MessageRows(server.read, 0);
    await rows.refresh();
    rows.look(0, 30);
    rows.look(10, 40);
    await settled();
    expect(server.asked).toEqual([1]);
  });

  it('keeps what it knows in its place while new messages come on top', async () => {
    const server = serverWith(1000);
    const rows = new MessageRows(server.read, 0);
    await rows.refresh();
    rows.look(450, 470);
    await settled();
    const place = rows.kept.placeOf(455);
    server.count += 3;
    const refreshed = rows.refresh();
    expect(rows.kept.at(455)?.id).toBe('msg_545');
    await refreshed;
    expect(rows.kept.total).toBe(1003);
    expect(rows.kept.indexOf(place)).toBe(458);
    expect(rows.kept.at(458)?.id).toBe('msg_545');
  });

  it('reads the page whose edge comes into view with the news', async () => {
    const server = serverWith(1000);
    const rows = new MessageRows(server.read, 0);
    await rows.refresh();
    rows.look(150, 199);
    await settled();
    server.count += 5;
    await rows.refresh();
    for (let index = 150; index <= 199; index++) expect(rows.kept.at(index)?.id).toBe(`msg_${1005 - index}`);
  });

  it('forgets rows where there are fewer than before', async () => {
    const server = serverWith(1000);
    const rows = new MessageRows(server.read, 0);
    await rows.refresh();
    server.count = 3;
    await rows.refresh();
    expect(rows.kept.total).toBe(3);
    expect(rows.kept.at(0)?.id).toBe('msg_3');
    expect(rows.kept.at(3)).toBeUndefined();
  });

  it('gathers news that come while it reads', async () => {
    const server = serverWith(1000);
    const rows = new MessageRows(server.read, 0);
    await Promise.all([rows.refresh(), rows.refresh(), rows.refresh(), rows.refresh()]);
    expect(server.asked).toEqual([1, 1]);
  });

  it('does not let an old answer take the place of a new one', async () => {
    const server = serverWith(1000);
    const held: (() => void)[] = [];
    const rows = new MessageRows(async (page) => {
      const answer = await server.read(page);
      if (server.asked.length === 2) await new Promise<void>((resolve) => held.push(resolve));
      return answer;
    }, 0);
    await rows.refresh();
    rows.look(200, 220);
    await settled();
    server.count += 1;
    rows.look(300, 320);
    await settled();
    for (const letGo of held) letGo();
    await settled();
    expect(rows.kept.total).toBe(1001);
  });

  it('says why a question got no answer, until the next one gets one', async () => {
    let isUp = false;
    const server = serverWith(10);
    const rows = new MessageRows((page) => (isUp ? server.read(page) : Promise.reject(new Error('down'))));
    await expect(rows.refresh()).rejects.toThrow('down');
    isUp = true;
    await rows.refresh();
    expect(rows.error).toBeUndefined();
    expect(rows.kept.total).toBe(10);
  });

  it('shows each row by the message that is there, wherever it is looked at and whatever comes in', async () => {
    const step = fc.oneof(
      fc.record({ look: fc.nat(1500) }),
      fc.record({ news: fc.integer({ min: 1, max: 150 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const server = serverWith(1000);
        const rows = new MessageRows(server.read, 0);
        await rows.refresh();
        let first = 0;
        for (const what of steps) {
          if ('look' in what) {
            first = Math.min(what.look, server.count - 20);
            rows.look(first, first + 19);
            await settled();
          } else {
            server.count += what.news;
            await rows.refresh();
          }
          for (let index = first; index < first + 20; index++)
            expect(rows.kept.at(index)?.id).toBe(`msg_${server.count - index}`);
        }
      }),
      { seed: 101, numRuns: 50 },
    );
  });
});
