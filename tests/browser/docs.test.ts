import type { Browser } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RunningPlayground } from '../playground/run-playground.ts';
import { hasBrowser, keepPicture, openPage, phone, type WatchedPage } from './chromium.ts';
import { findBarriers } from './find-barriers.ts';
import { withPlayground } from './with-playground.ts';

describe.runIf(hasBrowser)('the documentation in Chromium', () => {
  let browser: Browser;
  let playground: RunningPlayground;

  withPlayground((given) => {
    ({ browser, playground } = given);
  });

  /** Reads a page of the site, and holds it to its policy and its own origin. */
  async function read(
    path: string,
    kind: Parameters<typeof openPage>[1],
    work: (seen: WatchedPage) => Promise<void>,
  ): Promise<void> {
    const seen = await openPage(browser, kind);
    const strangers: string[] = [];
    seen.page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(playground.url) && !url.startsWith('data:')) strangers.push(url);
    });
    await seen.page.goto(`${playground.url}/docs${path}`);
    // Vue marks the element that it has taken over.
    await seen.page.waitForFunction(() => '__vue_app__' in (document.querySelector('#app') ?? {}));
    await work(seen);
    await seen.page.context().close();
    expect(seen.faults).toEqual([]);
    expect(strangers).toEqual([]);
  }

  it.each([
    { words: 'webhook signature', wanted: '/docs/guides/', name: 'a guide' },
    { words: 'countSegments', wanted: '/docs/reference/core/rules/', name: 'the reference' },
  ])('finds $name by one search, and opens it', async ({ words, wanted }) => {
    await read('/', {}, async ({ page }) => {
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder('Search').fill(words);
      const found = page.locator(`.results a[href^="${wanted}"]`).first();
      await found.click();
      await page.waitForURL((url) => url.pathname.startsWith(wanted));
      await page.getByRole('heading', { level: 1 }).waitFor();
    });
  });

  it.each(['light', 'dark'] as const)('reads well in %s', async (colorScheme) => {
    for (const [path, name] of [
      ['/', 'home'],
      ['/guides/getting-started', 'guide'],
      ['/api/documented-and-chosen', 'facts'],
      ['/reference/core/interfaces/Messages', 'reference'],
    ] as const) {
      await read(path, { colorScheme }, async ({ page }) => {
        await keepPicture(page, `docs-${name}-${colorScheme}`);
        expect(await findBarriers(page)).toEqual([]);
      });
    }
  });

  it.each(['/', '/guides/getting-started', '/api/documented-and-chosen', '/reference/core/'])(
    'fits a phone at %s',
    async (path) => {
      await read(path, phone, async ({ page }) => {
        await keepPicture(page, `docs${path.replaceAll('/', '-')}-phone`);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wider).toBeLessThanOrEqual(0);
      });
    },
  );

  it('leads back to the playground, and says so where there is no page', async () => {
    await read('/no-such-page', {}, async ({ page }) => {
      await page.getByText('There is no such page').waitFor();
      await page.getByRole('link', { name: 'Playground' }).click();
      await page.waitForURL((url) => !url.pathname.startsWith('/docs'));
    });
  });
});
