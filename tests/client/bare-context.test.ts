import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleCore } from './bundle.ts';
import { accepts, says, status } from './faults.ts';
import { startRawServer } from './raw-server.ts';
import { webGlobals } from './web-globals.ts';

let script: string;
beforeAll(async () => {
  script = await bundleCore();
});

/** Runs a program in a context of its own, with the bundle loaded. */
async function run(program: string, globals: object = {}): Promise<unknown> {
  const context = createContext({ ...webGlobals, ...globals });
  runInContext(script, context);
  return runInContext(`(async () => { ${program} })()`, context);
}

describe('the bundle in a context with nothing but web globals', () => {
  it('sends, lists, walks and waits', async () => {
    const server = await startRawServer();
    const page = {
      total: 1,
      item_count: 1,
      current_page: 1,
      per_page: 50,
      first_item: 1,
      last_item: 1,
      prev_page_url: null,
      next_page_url: null,
      data: [{ id: 'm_1', reference: 'r' }],
    };
    server.plan(
      accepts,
      says('page', 200, JSON.stringify(page)),
      says('page', 200, JSON.stringify(page)),
      says('final', 200, '{"id":"m_1","status":"delivered"}'),
    );
    const result = await run(
      `
      const chatti = core.createChatti({ apiKey: 'key', baseUrl });
      const sent = await chatti.messages.send({ to: '+447700900123', from: 'Acme', body: 'hi' });
      const all = [];
      for await (const message of chatti.messages.listAll()) all.push(message.id);
      const { status } = await chatti.messages.reconcile('r');
      const final = await chatti.messages.waitFor('m_1');
      return JSON.stringify([sent.id, all, status, final.status]);
      `,
      { baseUrl: server.baseUrl },
    );
    await server.close();
    expect(JSON.parse(String(result))).toEqual(['m_1', ['m_1'], 'found', 'delivered']);
  });

  it('takes no error code as proof, since it cannot know whose fetch it has', async () => {
    const server = await startRawServer();
    const { baseUrl } = server;
    await server.close();
    const outcome = await run(
      `
      const chatti = core.createChatti({ apiKey: 'key', baseUrl });
      try { await chatti.messages.send({ to: '+447700900123', from: 'Acme', body: 'hi' }); }
      catch (error) { return error.name + ' ' + error.outcome + ' ' + core.isDefinitelyNotSent(error) + ' ' + error.attempts.length; }
      `,
      { baseUrl },
    );
    expect(outcome).toBe('NetworkError unknown false 1');
  });

  it('tells a refusal as anywhere', async () => {
    const server = await startRawServer();
    server.plan(status(403, 'sender_not_allowed'));
    const told = await run(
      `
      const chatti = core.createChatti({ apiKey: 'key', baseUrl });
      try { await chatti.messages.send({ to: '+447700900123', from: 'Acme', body: 'hi' }); }
      catch (error) { return [error.name, error.outcome, error.code].join(' '); }
      `,
      { baseUrl: server.baseUrl },
    );
    await server.close();
    expect(told).toBe('ApiError rejected sender_not_allowed');
  });

  it('gives each POST a connection of its own in Deno, whose pool repeats what was reset', async () => {
    const made: unknown[] = [];
    const clients: unknown[] = [];
    const fetch = async (_url: string, init: { readonly client?: unknown }) => {
      clients.push(init.client);
      return new Response('{"id":"m_1","status":"queued"}');
    };
    const Deno = { createHttpClient: (options: unknown) => (made.push(options), 'unpooled') };
    await run(
      `
      const chatti = core.createChatti({ apiKey: 'key', baseUrl: 'https://a.test' });
      for (let turn = 0; turn < 2; turn++)
        await chatti.messages.send({ to: '+447700900123', from: 'Acme', body: 'hi' });
      await chatti.messages.get({ id: 'm_1' });
      `,
      { fetch, Deno },
    );
    expect(clients).toEqual(['unpooled', 'unpooled', undefined]);
    expect(made).toEqual([{ poolMaxIdlePerHost: 0 }]);
  });

  it('refuses what looks like a page', async () => {
    const told = await run(
      `try { core.createChatti({ apiKey: 'key', baseUrl: 'https://a.test' }); } catch (error) { return error.option; }`,
      { document: {} },
    );
    expect(told).toBe('dangerouslyAllowBrowser');
  });
});
