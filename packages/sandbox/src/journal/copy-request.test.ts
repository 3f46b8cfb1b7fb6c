import { execFileSync } from 'node:child_process';
import { createChatti } from '@chatti/core';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callApi, ordinary } from '../../test/api.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox({ clock: 'manual' });
});
afterEach(() => sandbox.close());

/** The words that a shell makes of a line. */
function words(line: string): string[] {
  const script = `set -- ${line}; for word; do printf '%s\\0' "$word"; done`;
  const env = { CHATTI_API_KEY: 'the-key' };
  return execFileSync('/bin/sh', ['-c', script], { env, encoding: 'utf8' }).split('\0').slice(0, -1);
}

const newest = () => sandbox.journal.list({ limit: 1 })[0]?.number ?? 0;

describe('a copy as curl', () => {
  it('asks the same once more, with the key out of the environment', async () => {
    const body = { ...ordinary, body: `It's "here" $HOME \`id\` \\ 😀\n!` };
    await callApi(sandbox, 'POST /messages', body, { headers: { 'idempotency-key': 'k 1' } });
    const line = sandbox.journal.curl(newest()) ?? '';
    expect(line).not.toContain(sandbox.apiKey);
    expect(words(line)).toEqual([
      'curl',
      '-X',
      'POST',
      'http://localhost/v1/messages',
      '-H',
      'x-api-key: the-key',
      '-H',
      'content-type: application/json',
      '-H',
      'idempotency-key: k 1',
      '--data-raw',
      JSON.stringify(body),
    ]);
  });

  it('survives any text', async () => {
    const texts = fc.sample(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), {
      numRuns: 20,
      seed: 7,
    });
    for (const text of texts) {
      const body = JSON.stringify({ text });
      await callApi(sandbox, 'POST /messages', body);
      expect(words(sandbox.journal.curl(newest()) ?? '').at(-1)).toBe(body);
    }
  });

  it('says where the body is not whole', async () => {
    await callApi(sandbox, 'POST /messages', { ...ordinary, body: 'x'.repeat(100_000) });
    expect(sandbox.journal.curl(newest())).toMatch(/^# The body is cut off/);
    expect(sandbox.journal.code(newest())).toMatch(/^\/\/ The body is cut off/);
  });
});

describe('a copy as a call of the client', () => {
  it.each([
    ['POST /messages', ordinary],
    ['GET /messages?per_page=2&to=%2B447700900123', undefined],
    ['GET /opt-outs/%2B447700900123', undefined],
    ['PUT /webhooks/whk_1', { name: 'a-b', url: 'http://localhost/', events: ['*'] }],
    ['GET /account', undefined],
  ])('asks the same once more: %s', async (request, body) => {
    await callApi(sandbox, request, body);
    const first = sandbox.journal.list()[0];
    const code = sandbox.journal.code(newest()) ?? '';
    const chatti = createChatti({ apiKey: sandbox.apiKey, baseUrl: sandbox.baseUrl, fetch: sandbox.fetch });
    // The text is a program: it is run as its reader would.
    const program = `export const run = async (chatti) => { ${code} };`;
    const { run } = (await import(`data:text/javascript,${encodeURIComponent(program)}`)) as {
      run: (client: typeof chatti) => Promise<unknown>;
    };
    await run(chatti).catch(() => undefined);
    const second = sandbox.journal.list()[0];
    expect(second?.number).toBe((first?.number ?? 0) + 1);
    expect([second?.method, second?.endpoint]).toEqual([first?.method, first?.endpoint]);
    expect(second?.path.replaceAll('+', '%2B')).toBe(first?.path.replaceAll('+', '%2B'));
    expect(JSON.parse(second?.request_body ?? 'null')).toMatchObject(body ?? {});
  });

  it('carries the idempotency key', async () => {
    await callApi(sandbox, 'POST /messages', ordinary, { headers: { 'idempotency-key': 'k1' } });
    expect(sandbox.journal.code(newest())).toContain('idempotencyKey: "k1"');
  });

  it('is none where the client has no such call', async () => {
    await callApi(sandbox, 'GET /nowhere');
    expect(sandbox.journal.code(newest())).toMatch(/^\/\//);
    await callApi(sandbox, 'POST /messages', '[1]');
    expect(sandbox.journal.code(newest())).toMatch(/^\/\//);
    expect(sandbox.journal.code(999)).toBeUndefined();
  });
});
