import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { freePorts, runPlayground } from '../playground/run-playground.ts';
import type { RunningPlayground } from '../playground/run-playground.ts';
import { openPage, startChromium } from './chromium.ts';
import type { WatchedPage } from './chromium.ts';

/** What a suite in Chromium works with. */
interface Surroundings {
  readonly browser: Browser;
  readonly playground: RunningPlayground;
  /** A page that is open, empty and light; `page` is its page. */
  readonly watched: WatchedPage;
  readonly page: Page;
}

/** Gives a suite a playground and Chromium before its first test, and ends both after its last. */
export function withPlayground(begin: (surroundings: Surroundings) => void | Promise<void>): void {
  let browser: Browser | undefined;
  let playground: RunningPlayground | undefined;

  beforeAll(async () => {
    browser = await startChromium();
    playground = await runPlayground(...freePorts);
    const watched = await openPage(browser, { colorScheme: 'light' });
    await begin({ browser, playground, watched, page: watched.page });
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.stop();
  });
}
