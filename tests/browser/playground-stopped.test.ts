import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePorts, runPlayground } from '../playground/run-playground.ts';
import type { RunningPlayground } from '../playground/run-playground.ts';
import { hasBrowser, openPage, startChromium } from './chromium.ts';

describe.runIf(hasBrowser)('a page whose playground is stopped', () => {
  let browser: Browser;
  let playground: RunningPlayground;

  beforeAll(async () => {
    browser = await startChromium();
    playground = await runPlayground(...freePorts);
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.stop();
  });

  const startAgain = async (): Promise<void> => {
    const ports = [playground.url, playground.baseUrl].map((address) => new URL(address).port);
    playground = await runPlayground('--port', ports[0] ?? '', '--sandbox-port', ports[1] ?? '');
  };

  it('keeps its rail in a room that cannot be loaded, and opens the room when the playground is back', async () => {
    const { page, faults } = await openPage(browser, {});
    // As on a slow line: the rooms have not been fetched ahead.
    await page.route(/\/assets\/recordings-/, (route) => route.abort());
    await page.goto(`${playground.url}/connect`);
    await page.getByText('Messages go here.').waitFor();
    await playground.stop();
    await page.getByRole('link', { name: /^Recordings/ }).click();
    await page.getByText('Start it again in its terminal').waitFor();
    await page.getByRole('link', { name: /^Connect/ }).click();
    await page.getByText('Messages go here.').waitFor();
    await page.getByRole('link', { name: /^Recordings/ }).click();
    await page.getByText('Start it again in its terminal').waitFor();
    await page.unroute(/\/assets\/recordings-/);
    await startAgain();
    await page.getByText('Nothing is saved yet').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('has fetched the other rooms ahead, and each says what is wrong', async () => {
    const { page } = await openPage(browser, {});
    await page.goto(playground.url);
    const script = await page.waitForFunction(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .find((name) => /\/assets\/recordings-.*\.js$/.test(name)),
    );
    // It is there once all that it imports is.
    await page.evaluate(`import(${JSON.stringify(await script.jsonValue())}).then(() => true)`);
    await playground.stop();
    await page.getByText('The playground does not answer').waitFor();
    await page.getByRole('link', { name: /^Recordings/ }).click();
    await page.getByText('Is it still running in its terminal?').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Recordings');
    await startAgain();
    await page.getByText('Nothing is saved yet').waitFor();
    await page.context().close();
  });
});
