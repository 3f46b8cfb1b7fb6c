import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createChatti } from '@chatti/core';
import { createSandbox } from '@chatti/sandbox';
import { expect, it, onTestFinished } from 'vitest';
import { post } from './serve.ts';

const root = new URL('..', import.meta.url);

/** The first block of code of a language in the README. */
function sample(language: string): string {
  const readme = readFileSync(new URL('README.md', root), 'utf8');
  const block = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(readme)?.[1];
  if (block === undefined) throw new Error(`the README has no ${language}`);
  return block;
}

/** The first line that a program prints. */
function firstLine(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let errors = '';
    program.stderr?.on('data', (part) => (errors += part));
    program.stdout?.once('data', (part) => resolve(String(part).trim()));
    program.once('exit', () => reject(new Error(errors)));
  });
}

it('the application in the README runs as it is written', async () => {
  const sandbox = createSandbox({ apiKey: 'readme-key' });
  const { port } = await sandbox.listen({ port: 0 });
  onTestFinished(() => sandbox.close());
  const app = spawn(process.execPath, ['--input-type=module'], {
    cwd: root,
    env: {
      PORT: '0',
      CHATTI_BASE_URL: `http://127.0.0.1:${port}/v1`,
      CHATTI_API_KEY: 'readme-key',
      PUBLIC_URL: 'http://localhost:3000',
    },
  });
  onTestFinished(() => void app.kill());
  app.stdin?.end(sample('js'));
  const url = await firstLine(app);
  const ann = { authorization: 'Bearer ann' };

  expect(await (await post(`${url}/orders/7/ready`, {})).json()).toMatchObject({ id: expect.any(String) });
  expect((await post(`${url}/api/sms/messages`, { to: '+15550100', body: 'Hi' })).status).toBe(403);
  expect((await post(`${url}/api/sms/messages`, { to: '+447700900999', body: 'Hi' }, ann)).status).toBe(200);
  expect(await (await fetch(`${url}/api/sms/messages`, { headers: ann })).json()).toMatchObject({
    total: 1,
    data: [{ to: '+447700900123' }],
  });
  expect((await fetch(`${url}/health`)).status).toBe(200);

  const client = createChatti({ fetch: sandbox.fetch, baseUrl: sandbox.baseUrl, apiKey: 'readme-key' });
  const { data } = await client.messages.list({ reference: '7' });
  const link = new URL(data[0]?.body?.split(' ').at(-1) ?? '');
  expect(await (await fetch(`${url}${link.pathname}${link.search}`)).text()).toContain('Acme Shoes');
  expect((await fetch(`${url}${link.pathname}${link.search}`, { method: 'POST' })).status).toBe(200);
  expect((await client.optOuts.list({})).total).toBe(1);
});
