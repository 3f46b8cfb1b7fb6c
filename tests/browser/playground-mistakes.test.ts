import type { Browser } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RunningPlayground } from '../playground/run-playground.ts';
import { hasBrowser, openPage } from './chromium.ts';
import type { WatchedPage } from './chromium.ts';
import { withPlayground } from './with-playground.ts';

describe.runIf(hasBrowser)('the playground, used wrongly', () => {
  let browser: Browser;
  let playground: RunningPlayground;
  let watched: WatchedPage;

  withPlayground((given) => {
    ({ browser, playground, watched } = given);
  });

  it('names the line of a script that is no fault', async () => {
    const { page } = watched;
    await page.goto(`${playground.url}/faults`);
    await page.getByRole('textbox', { name: 'Script' }).fill('503\nbanana; ms=5');
    await page.getByRole('button', { name: 'Order 2 faults' }).click();
    await page.getByText('Nothing was ordered: “banana; ms=5” begins with no fault').waitFor();
    await page.getByRole('textbox', { name: 'Script' }).fill('503');
    expect(await page.getByText('Nothing was ordered').count()).toBe(0);
  });

  it('says in whole sentences what is wrong with a field', async () => {
    const { page } = watched;
    await page.goto(`${playground.url}/webhooks`);
    await page.getByRole('textbox', { name: 'Name' }).fill('app');
    await page.getByRole('textbox', { name: 'URL' }).fill('http://10.0.0.1:9/x');
    await page.getByRole('button', { name: 'Make the webhook' }).click();
    await page.getByText('The messaging service does not accept this value.', { exact: true }).waitFor();
  });

  it('speaks of no option of a program where somebody fills in a form', async () => {
    const { page } = watched;
    await page.goto(`${playground.url}/connect`);
    const connect = page.getByRole('button', { name: 'Connect, and send for real' });
    await connect.click();
    await page.getByText('This is required.', { exact: true }).waitFor();
    await page.getByRole('textbox', { name: 'Base URL' }).fill('http://chatti.example/v1');
    await page.getByLabel('API key').last().fill('a-key');
    await connect.click();
    await page.getByText('This must be https; plain http is for loopback only.', { exact: true }).waitFor();
  });

  it('says that a message is not there, and leads back', async () => {
    const { page } = watched;
    await page.goto(`${playground.url}/inbox/msg_nowhere`);
    await page.getByText('There is no message with this ID').waitFor();
    await page.getByRole('link', { name: 'Back to the list', exact: true }).last().click();
    await page.waitForURL(`${playground.url}/inbox`);
  });

  it('leaves the thread its room where nobody can write back', async () => {
    const { page } = await openPage(browser, { viewport: { width: 1280, height: 800 } });
    await page.goto(playground.url);
    await page.getByLabel('Text', { exact: true }).fill('Your order is ready.');
    await page.getByRole('button', { name: 'Send 1 message' }).click();
    await page.getByRole('link', { name: 'See it in the inbox' }).click();
    await page.getByText('Nobody can write to a sender ID').waitFor();
    const box = await page.getByRole('region', { name: 'Thread' }).boundingBox();
    expect(box?.height).toBeGreaterThan(300);
    await page.context().close();
  });

  it.each([1024, 390])('keeps the buttons of a list in sight at %s px', async (width) => {
    const { page } = await openPage(browser, { viewport: { width, height: 844 } });
    await page.goto(`${playground.url}/recordings`);
    await page.getByLabel('Save what happened').fill('x'.repeat(200));
    await page.getByRole('button', { name: 'Save recording' }).click();
    for (const [room, name] of [
      ['recordings', 'Forget'],
      ['webhooks', 'Delete'],
    ] as const) {
      await page.goto(`${playground.url}/${room}`);
      const button = page.getByRole('button', { name }).first();
      await button.waitFor();
      const seen = await button.evaluate((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return element.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
      });
      expect(seen, room).toBe(true);
    }
    await page.context().close();
  });

  it('broke nothing, and no policy of the page', () => {
    expect(watched.faults).toEqual([]);
  });
});
