import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CallInCode } from './curl-call.ts';
import { codeForCall, LANGUAGES } from './code-for-call.ts';
import { literal } from './literal.ts';
import { quoted, shellQuoted } from './quoted.ts';

const hostile = [
  "it's",
  '"quoted"',
  'back\\slash \\" \\\\\' end\\',
  '${process.env.HOME} `id` $(id) !! $HOME',
  'two\nlines\r\ttab\nJSON\n',
  '</script><img src=x onerror=alert(1)>',
  '🎉 \u2028 é',
  "'; echo gone; '",
];
const call: CallInCode = {
  to: ['+447700900123'],
  fields: { from: 'Acme', body: 'Hi' },
  isMany: false,
  baseUrl: 'http://127.0.0.1:4010/v1',
  apiKey: 'key',
};

/** What a shell makes of the code: the body of each request, and its address. */
function requestsOf(code: string, files: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'code-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  // In the place of curl: its last argument or its input, and the address, as one line of JSON each.
  writeFileSync(
    join(folder, 'curl.mjs'),
    `import { readFileSync } from 'node:fs';
const args = process.argv.slice(2);
const body = args.at(-1) === '@-' ? readFileSync(0, 'utf8') : args.at(-1);
console.log(JSON.stringify({ url: args[2], headers: args.filter((arg) => arg.includes(': ')), body: JSON.parse(body) }));`,
  );
  const script = `curl() { ${shellQuoted(process.execPath)} curl.mjs "$@"; }\n${code}\n`;
  return execFileSync('sh', ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '' },
  })
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { url: string; headers: string[]; body: unknown });
}

describe('texts in code', () => {
  it('are read by JavaScript as the same texts', () => {
    for (const text of hostile) expect(runInNewContext(quoted(text))).toBe(text);
  });

  it('are values again, whatever they are in', () => {
    const value = {
      body: hostile,
      metadata: { "it's": 'a', plain: 'b', ['__proto__']: 'c' },
      none: [],
      short: {},
    };
    for (const indent of ['', '    ']) {
      const again: unknown = runInNewContext(`(${literal(value, indent, 'tall')})`);
      expect(JSON.stringify(again)).toBe(JSON.stringify(value));
    }
  });

  it.runIf(process.platform !== 'win32')('are read by a shell as the same texts', () => {
    for (const text of hostile) {
      expect(execFileSync('sh', ['-c', `printf %s ${shellQuoted(text)}`], { encoding: 'utf8' })).toBe(text);
    }
  });
});

describe.runIf(process.platform !== 'win32')('the code for a shell', () => {
  it('makes exactly the request', () => {
    for (const body of hostile) {
      const [request] = requestsOf(codeForCall('curl', { ...call, fields: { body, metadata: { body } } }));
      expect(request).toEqual({
        url: 'http://127.0.0.1:4010/v1/messages',
        headers: ['x-api-key: key', 'content-type: application/json'],
        body: { to: '+447700900123', body, metadata: { body } },
      });
    }
  });

  it('reads files from beside it', () => {
    const body = hostile.join(' ');
    const media = [
      { filename: "it's $HOME.png", content: 'ZmlsZQ==' },
      { url: 'https://acme.example/a.png' },
    ];
    const code = codeForCall('curl', { ...call, fields: { body, media, metadata: { content: body } } });
    expect(code).not.toContain('ZmlsZQ');
    expect(requestsOf(code, { "it's $HOME.png": 'file' })[0]?.body).toEqual({
      to: '+447700900123',
      body,
      media,
      metadata: { content: body },
    });
  });

  it('makes a batch of many, and one request for each thousand', () => {
    const to = Array.from({ length: 1001 }, (_, index) => `+4477009${10_000 + index}`);
    const fields = { body: hostile.join(' '), reference: 'r', metadata: { a: 'b' } };
    const requests = requestsOf(codeForCall('curl', { ...call, to, isMany: true, fields }));
    const defaults = { body: fields.body, reference: 'r' };
    expect(requests.map(({ url }) => url)).toEqual(Array(2).fill('http://127.0.0.1:4010/v1/messages/batch'));
    expect(requests.map(({ body }) => body)).toEqual([
      { ...defaults, messages: to.slice(0, 1000).map((number) => ({ to: number, metadata: { a: 'b' } })) },
      { ...defaults, messages: [{ to: to[1000], metadata: { a: 'b' } }] },
    ]);
  });
});

describe('codeForCall', () => {
  it('sends one message with send, and many with sendMany', () => {
    const many = { ...call, to: [...call.to, '+447700900124'], isMany: true };
    for (const language of ['TypeScript', 'NestJS', 'Express'] as const) {
      expect(codeForCall(language, call)).toContain('.messages.send({');
      expect(codeForCall(language, many)).toContain('.messages.sendMany(messages)');
      expect(codeForCall(language, many)).toContain("'+447700900124',");
    }
  });

  it('reads a file from beside it, and leaves its content out', () => {
    const fields = { media: [{ filename: 'menu.png', content: 'ZmlsZQ==' }] };
    for (const language of ['TypeScript', 'NestJS', 'Express'] as const) {
      const code = codeForCall(language, { ...call, fields });
      expect(code).toContain("content: await readFile('menu.png', 'base64')");
      expect(code).toContain("import { readFile } from 'node:fs/promises';");
      expect(code).not.toContain('ZmlsZQ');
    }
  });

  it('puts the key into no code that is kept in a repository', () => {
    const holders = LANGUAGES.filter((language) =>
      codeForCall(language, { ...call, apiKey: 'canary' }).includes('canary'),
    );
    expect(holders).toEqual(['curl']);
  });

  it('names the variable of the environment where the key may not be shown', () => {
    expect(codeForCall('curl', { ...call, apiKey: undefined })).toContain('"x-api-key: $CHATTI_API_KEY"');
  });
});
