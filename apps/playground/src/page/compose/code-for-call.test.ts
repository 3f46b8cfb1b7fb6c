import { execFileSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { codeForCall, quoted, shellQuoted } from './code-for-call.ts';

const hostile = [
  "it's",
  '"quoted"',
  'back\\slash \\" \\\\\' end\\',
  '${process.env.HOME} `id` $(id) !!',
  'two\nlines\r\ttab',
  '</script><img src=x onerror=alert(1)>',
  '🎉 \u2028 é',
  "'; echo gone; '",
];
const target = { baseUrl: 'http://127.0.0.1:4010/v1', apiKey: 'key' };

describe('codeForCall', () => {
  it('writes a text so that JavaScript reads the same text', () => {
    for (const text of hostile) expect(runInNewContext(quoted(text))).toBe(text);
  });

  it.runIf(process.platform !== 'win32')('writes a text so that a shell reads the same text', () => {
    for (const text of hostile) {
      expect(execFileSync('sh', ['-c', `printf %s ${shellQuoted(text)}`], { encoding: 'utf8' })).toBe(text);
    }
  });

  it('leaves out a field that is empty', () => {
    const code = codeForCall('TypeScript', { to: '+447700900123', from: '', body: 'Hi' }, target);
    expect(code).toContain("to: '+447700900123'");
    expect(code).not.toContain('from:');
  });

  it('puts the key into no code that is kept in a repository', () => {
    const draft = { to: '+447700900123', from: '', body: 'Hi' };
    const holders = (['TypeScript', 'NestJS', 'Express', 'curl'] as const).filter((language) =>
      codeForCall(language, draft, { ...target, apiKey: 'canary' }).includes('canary'),
    );
    expect(holders).toEqual(['curl']);
  });
});
