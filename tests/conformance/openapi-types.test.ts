import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

it('are those of the document as it is now (else run the command in this test)', () => {
  const command = resolve(root, 'node_modules/.bin/openapi-typescript');
  const made = execFileSync(command, ['docs/openapi.json'], { cwd: root, encoding: 'utf8' });
  expect(readFileSync(resolve(import.meta.dirname, 'openapi-types.d.ts'), 'utf8')).toBe(made);
});
