import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Whether the browser suites run. Without a browser they are skipped, unless they are required. */
export const hasBrowser = existsSync(executablePath) || process.env['CHATTI_REQUIRE_BROWSER'] !== undefined;

// What Chromium needs as root and in a container, and what keeps it from calling home.
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium with a profile of its own, which is gone when it is closed. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath, args: flags });
}

/** A page that remembers what went wrong in it. */
export interface WatchedPage {
  readonly page: Page;
  /** Uncaught errors, and everything that the content security policy stopped. */
  readonly faults: string[];
}

/** Opens a page in a context of its own. */
export async function openPage(browser: Browser, options: BrowserContextOptions): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  // Sooner than the test's own limit, so that a failure names its step.
  page.setDefaultTimeout(12_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.exposeFunction('reportViolation', (directive: string) => faults.push(`violated: ${directive}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      // Put there by exposeFunction.
      (globalThis as unknown as { reportViolation(directive: string): void }).reportViolation(
        effectiveDirective,
      );
    });
  });
  return { page, faults };
}

/** A phone of ordinary width. */
export const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true };

/** Keeps a picture of the page as an artefact of the run. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = join(import.meta.dirname, '..', '.artefacts');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}
