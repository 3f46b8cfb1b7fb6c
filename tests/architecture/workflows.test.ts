import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = resolve(import.meta.dirname, '../../.github/workflows');
const workflows = readdirSync(folder).map((file) => ({
  file,
  text: readFileSync(join(folder, file), 'utf8'),
}));

describe.each(workflows)('the workflow $file', ({ text }) => {
  it('names each action by its commit', () => {
    const used = Array.from(text.matchAll(/uses: (\S+)/g), ([, action = '']) => action);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });

  it('starts with nothing allowed but reading, and uses no secret', () => {
    const [, allowed = ''] = /^permissions:(.*(?:\n {2}.*)*)/m.exec(text) ?? [];
    expect(allowed.trim()).toMatch(/^(?:\{\}|contents: read)$/);
    expect(text).not.toContain('secrets.');
  });
});

describe('publishing', () => {
  const job = readFileSync(join(folder, 'release.yml'), 'utf8').split(/^ {2}publish:$/m)[1] ?? '';

  it('waits for the owner of the scope, the branch main, a reviewer and every check', () => {
    expect(job).toContain(`if: vars.NPM_SCOPE_CONFIRMED == 'true' && github.ref == 'refs/heads/main'`);
    expect(job).toMatch(/^ {4}environment: npm$/m);
    expect(job).toMatch(/^ {4}needs: verify$/m);
  });

  it('proves who publishes without a token', () => {
    expect(job).toMatch(/^ {6}id-token: write$/m);
    expect(job).toContain(`NPM_CONFIG_PROVENANCE: 'true'`);
    expect(job).not.toMatch(/_TOKEN|_authToken/);
  });
});
