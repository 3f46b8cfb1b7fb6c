import { EventEmitter } from 'node:events';
import { createChatti } from '@chatti/core';
import { createSandbox } from '@chatti/sandbox';
import type { Response } from 'express';
import { describe, expect, it } from 'vitest';
import type { Clients } from './clients.ts';
import { PreviewsController } from './previews.controller.ts';

const fields = { from: 'Acme', body: 'Hello' };
const to = ['+447700900123', '+447700900124', '+12025550123', '+33612345678'];

/** A controller whose account may make so many requests a minute. */
function bench(limit: number | null) {
  const rateLimit = limit === null ? null : { limit, periodS: 60 };
  const sandbox = createSandbox({ clock: 'manual', account: { rateLimit } });
  const { fetch, apiKey, baseUrl } = sandbox;
  const reader = createChatti({ fetch, apiKey, baseUrl });
  // Only that one is asked.
  const controller = new PreviewsController({ reader } as unknown as Clients);
  // Only its end is looked at.
  const response = new EventEmitter() as unknown as Response;
  const asked = (): number => sandbox.journal.list().length;
  return { sandbox, controller, response, asked };
}

describe('PreviewsController', () => {
  it('asks about each, in the order given, and sends nothing', async () => {
    const { sandbox, controller, response } = bench(null);
    const { results, stopped } = await controller.ask({ to, fields }, response);
    expect(results.map((one) => [one.to, one.preview.price])).toEqual([
      ['+447700900123', '0.0420'],
      ['+447700900124', '0.0420'],
      ['+12025550123', '0.0083'],
      ['+33612345678', '0.0650'],
    ]);
    expect(stopped).toBeNull();
    expect((await sandbox.messages.list()).total).toBe(0);
  });

  it('leaves a quarter of the rate limit to sends', async () => {
    const { controller, response } = bench(4);
    const { results, stopped } = await controller.ask({ to, fields }, response);
    expect(results).toHaveLength(3);
    expect(stopped).toMatchObject({ code: 'sparing', retry_after_s: null });
  });

  it('keeps what it has where the server wants no more, and asks nothing before the time it named', async () => {
    const { sandbox, controller, response, asked } = bench(null);
    sandbox.faults.script(['ok', '429; retry-after=600']);
    const { results, stopped } = await controller.ask({ to, fields }, response);
    expect(results).toHaveLength(1);
    expect(stopped).toMatchObject({ code: 'rate_limited', retry_after_s: 600 });
    // Not even a second attempt.
    expect(asked()).toBe(2);
    expect(await controller.ask({ to, fields }, response)).toMatchObject({
      results: [],
      stopped: { code: 'rate_limited' },
    });
    expect(asked()).toBe(2);
  });

  it('stops where the page wants something else by now', async () => {
    const { controller, response, asked } = bench(null);
    const asking = controller.ask({ to, fields }, response).catch(() => {});
    response.emit('close');
    await asking;
    expect(asked()).toBeLessThan(2);
  });

  it.each([
    undefined,
    { to: '+447700900123', fields },
    { to: [1], fields },
    { to },
    { to: Array.from({ length: 101 }, () => '+447700900123'), fields },
  ])('refuses what is no list of at most a hundred', async (body) => {
    const { controller, response, asked } = bench(null);
    await expect(controller.ask(body, response)).rejects.toMatchObject({
      problem: { status: 400, outcome: 'not_sent' },
    });
    expect(asked()).toBe(0);
  });
});
