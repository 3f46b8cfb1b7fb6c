import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createChatti } from '@chatti/core';
import { createSandbox } from '@chatti/sandbox';
import { expect, it, onTestFinished } from 'vitest';

const root = new URL('..', import.meta.url);
const built = new URL('.reports/readme/', root);
const require = createRequire(import.meta.url);
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** What a Nest project of today has in its tsconfig.json. */
const compilerOptions = [
  '--module nodenext',
  '--target es2023',
  '--strict',
  '--experimentalDecorators',
  '--types node',
];

/** Compiles the first block of TypeScript in the README as an app of its own would be. */
async function compileSample(): Promise<string> {
  const readme = readFileSync(new URL('README.md', root), 'utf8');
  const code = /^```ts\n([\s\S]*?)^```/m.exec(readme)?.[1];
  if (code === undefined) throw new Error('the README has no application');
  mkdirSync(built, { recursive: true });
  writeFileSync(new URL('main.ts', built), code);
  const compiler = fileURLToPath(new URL('bin/tsc', `file://${require.resolve('typescript/package.json')}`));
  const options = [
    '--skipLibCheck',
    '--ignoreConfig',
    ...compilerOptions.flatMap((option) => option.split(' ')),
  ];
  await promisify(execFile)(
    process.execPath,
    [compiler, ...options, fileURLToPath(new URL('main.ts', built))],
    { cwd: root },
  );
  return fileURLToPath(new URL('main.js', built));
}

/** What a program prints, and its address once it listens. */
function watch(program: ChildProcess): { readonly text: () => string; readonly url: Promise<string> } {
  let text = '';
  const url = new Promise<string>((resolve, reject) => {
    program.stderr?.on('data', (part) => (text += part));
    program.stdout?.on('data', (part) => {
      text += part;
      const [, found] = /^Listening at (\S+)\n/m.exec(text) ?? [];
      if (found !== undefined) resolve(found);
    });
    program.once('exit', () => reject(new Error(text)));
  });
  return { text: () => text, url };
}

it('the application in the README compiles and runs as it is written', { timeout: 30_000 }, async () => {
  const sandbox = createSandbox({ apiKey: 'readme-key', clock: 'manual', webhookSecret: secret });
  const { baseUrl } = await sandbox.listen({ port: 0 });
  onTestFinished(() => sandbox.close());
  const program = spawn(process.execPath, [await compileSample()], {
    env: {
      PORT: '0',
      NO_COLOR: '1',
      CHATTI_BASE_URL: baseUrl,
      CHATTI_API_KEY: 'readme-key',
      CHATTI_WEBHOOK_SECRET: secret,
    },
  });
  onTestFinished(() => void program.kill());
  const { text, url } = watch(program);
  const chatti = createChatti({ fetch: sandbox.fetch, baseUrl, apiKey: 'readme-key' });
  await chatti.webhooks.create({ name: 'app', url: `${await url}/webhooks/chatti`, events: ['*'] });
  const statusOf = async (id: string) => (await (await fetch(`${await url}/orders/${id}`)).json()) as object;

  const reply = await fetch(`${await url}/orders/7/ready/+447700900123`, { method: 'POST' });
  expect(reply.status).toBe(201);
  expect(sandbox.inbox.latest({ to: '+447700900123' })).toMatchObject({ reference: '7' });
  expect(await statusOf('7')).toEqual({ status: 'queued' });
  await sandbox.clock.advance(1000);
  await sandbox.webhooks.settled();
  expect(await statusOf('7')).toEqual({ status: 'delivered' });

  const refused = await fetch(`${await url}/orders/8/ready/nobody`, { method: 'POST' });
  expect([refused.status, await refused.json()]).toMatchObject([400, { errors: [{ field: 'to' }] }]);
  expect(text()).toMatch(/\[Chatti\].* messages\.send done to=\[number\]/);
  expect(text()).not.toMatch(/readme-key|447700900123/);

  program.removeAllListeners('exit');
  const ended = new Promise((resolve) => program.once('exit', (code, signal) => resolve(signal ?? code)));
  program.kill('SIGTERM');
  expect(await ended).toBe('SIGTERM');
});
