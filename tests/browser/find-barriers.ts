import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import type { Result } from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe-core finds serious or worse, each with where it is. */
export async function findBarriers(page: Page): Promise<string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  const found = await page.evaluate(async () => {
    // Put there by the line before.
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Result[] }> } };
    return (await axe.run()).violations;
  });
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
