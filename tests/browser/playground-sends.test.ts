import type { Browser, Locator, Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunningPlayground } from '../playground/run-playground.ts';
import { readMessages } from '../playground/sandbox-reader.ts';
import { hasBrowser, keepPicture, openPage, phone } from './chromium.ts';
import type { WatchedPage } from './chromium.ts';
import { findBarriers } from './find-barriers.ts';
import { withPlayground } from './with-playground.ts';

const headers = { 'content-type': 'application/json' };

describe.runIf(hasBrowser)('what a send costs, and how long it takes, in Chromium', () => {
  let browser: Browser;
  let playground: RunningPlayground;
  let watched: WatchedPage;
  let page: Page;

  withPlayground(async (given) => {
    ({ browser, playground, watched, page } = given);
    await page.clock.install();
  });

  beforeEach(async () => {
    await page.clock.resume();
    await open(page);
  });

  const field = (name: string): Locator => page.getByLabel(name, { exact: true });
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
  const result = (): Locator => page.getByRole('status');
  const cost = (): Locator => page.getByRole('region', { name: 'Cost' });
  const timer = (): Locator => page.getByRole('timer');

  /** Opens Compose, and waits for the stream by which it hears of attempts. */
  async function open(at: Page): Promise<void> {
    const stream = at.waitForResponse(/\/api\/events$/);
    await at.goto(playground.url);
    await stream;
  }

  async function give(method: 'POST' | 'PUT' | 'DELETE', path: string, body: object): Promise<void> {
    const answer = await fetch(`${playground.url}${path}`, { method, headers, body: JSON.stringify(body) });
    expect(answer.ok).toBe(true);
  }

  /** The questions that the page asks about the price from now on, each as the numbers that it asks about. */
  function questions(): string[][] {
    const asked: string[][] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/api/previews'))
        asked.push((request.postDataJSON() as { to: string[] }).to);
    });
    return asked;
  }

  /** Stops the page's clock, and gives what moves it on. */
  async function stopClock(): Promise<(ms: number) => Promise<void>> {
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 60_000);
    return (ms) => page.clock.runFor(ms);
  }

  function isFocused(at: Locator): Promise<boolean> {
    return at.evaluate((element) => element === document.activeElement);
  }

  async function total(): Promise<number> {
    return (await readMessages(playground)).total ?? 0;
  }

  it('prices a list as a whole, country by country, and says who would be refused', async () => {
    await field('Text').fill('Hello');
    await field('To').fill('+44 7700 900124, +12025550123, +12025550142, 07700,');
    await cost().getByText('Exact: the server was asked about each of 4.').waitFor();
    const rows = await cost().getByRole('row').allInnerTexts();
    expect(rows.slice(1).map((row) => row.split(/\s*\t\s*/))).toEqual([
      ['United Kingdom GB GG IM JE', '2', '1', '0.0420', '0.0840'],
      ['United States US CA', '1', '1', '0.0083', '0.0083'],
      ['In all', '3', '3 segments', '0.0923'],
    ]);
    await page.locator('form dl').getByText('USD for 3 of 5').waitFor();
    await cost().getByText('The recipient has opted out.').waitFor();
    await cost().getByText('This is no phone number in E.164 form.').waitFor();
    await page
      .getByRole('region', { name: 'Hints' })
      .getByText('“Acme Shoes” cannot be used in United States:')
      .waitFor();
    await keepPicture(page, 'playground-compose-cost-light');
    expect(await findBarriers(page)).toEqual([]);

    const before = await total();
    await button('Preview on server').click();
    await page
      .getByText('Asked about 4 of 5: It would be accepted for 3 and refused for 1. Nothing was sent.')
      .waitFor();
    expect(await total()).toBe(before);

    await cost().getByRole('button', { name: 'Leave it out' }).first().press('Enter');
    await cost().getByRole('button', { name: 'Leave it out' }).first().press('Enter');
    await page.locator('form dl').getByText('USD for 3', { exact: true }).waitFor();
    await button('Send 3 messages').click();
    await result().getByText('3 accepted').waitFor();
    const { data } = await readMessages(playground);
    expect(
      data
        .slice(0, 3)
        .map(({ price }) => price)

        .toSorted((a, b) => Number(a) - Number(b)),
    ).toEqual(['0.0083', '0.0420', '0.0420']);
  });

  it('asks about ten thousand by one number a country, and calls the sum an estimate', async () => {
    await give('POST', '/api/call/optOuts/create', { number: '+447700910007' });
    // A message to one is judged by then, and no question about it is asked again for the list.
    const judged = page.waitForResponse(/messages\/preview$/);
    await field('Text').fill('Hello');
    await judged;
    const asked = questions();
    await field('To').evaluate((input) => {
      const clipboardData = new DataTransfer();
      const numbers = Array.from({ length: 10_000 }, (_, index) => `+4477009${10_000 + index}`);
      clipboardData.setData('text/plain', [...numbers, '+12025550123'].join('\n'));
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await cost().getByText('An estimate, priced by one number in each of 2 countries').waitFor();
    // 10 000 British numbers beside the one who has opted out, and an American one.
    await page.locator('form dl').getByText('420.0083').waitFor();
    await page
      .locator('form dl')
      .getByText(/^USD for 10.001 of 10.002, estimated$/)
      .waitFor();
    await cost().getByText('+447700910007').waitFor();
    await give('POST', '/api/sandbox/settings/update', { balance: '420' });
    await cost().getByText('The account holds 420.0000 USD, which does not cover it all.').waitFor();
    expect(asked).toEqual([['+447700900123', '+12025550123']]);
    await keepPicture(page, 'playground-compose-estimate-light');
    await give('POST', '/api/sandbox/settings/update', { balance: '1000' });
  });

  it('asks once a moment after the last key, however many were pressed', async () => {
    await field('To').fill('+44 7700 900124, +12025550123,');
    const run = await stopClock();
    const asked = questions();
    await field('Text').pressSequentially('Twenty keys pressed.');
    expect(asked).toEqual([]);
    const question = page.waitForRequest(/\/api\/previews$/);
    await run(250);
    await question;
    await run(1000);
    expect(asked).toHaveLength(1);
  });

  it.each(['core', 'NestJS', 'Express'])(
    'says of a stalled send through %s how long it takes, and calls it off without a guess',
    async (road) => {
      await page.getByRole('radio', { name: road }).check();
      await field('Text').fill('Into the void');
      const before = await total();
      await give('POST', '/api/sandbox/faults/add', { faults: ['stall'], endpoint: 'messages.send' });
      const run = await stopClock();
      await field('Text').press('ControlOrMeta+Enter');
      await button('Sending').waitFor();
      await run(900);
      expect(await timer().count()).toBe(0);
      await run(100);
      expect(await timer().innerText()).toBe('1 s');
      await result().getByText('Attempt 1 of at most 3, no answer yet.').waitFor();
      await result().getByText('The client gives up after 30 s for an attempt, 90 s in all.').waitFor();
      if (road === 'core') await keepPicture(page, 'playground-compose-stalled-light');

      for (let steps = 0; !(await isFocused(button('Cancel'))) && steps < 20; steps++)
        await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await result().getByText('It may have been sent. Look into the inbox').waitFor();
      await result().getByText('It was cancelled after it had left, before an answer came.').waitFor();
      expect(await timer().count()).toBe(0);
      await page.clock.resume();
      // The focus is where the outcome is said, and not lost with the button.
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('It was cancelled');
      if (road === 'core') expect(await findBarriers(page)).toEqual([]);
      expect(await total()).toBe(before);
      await button('Send 1 message').waitFor();
    },
  );

  it('counts beside the form, and moves nothing by it', async () => {
    // A minute that ends, and a late answer about the text, would change the form by right.
    await give('POST', '/api/sandbox/clock/set', { held: true });
    const judged = [/messages\/preview$/, /lint\/check$/].map((asked) => page.waitForResponse(asked));
    await field('Text').fill('Slow');
    await Promise.all(judged);
    await give('POST', '/api/sandbox/faults/add', { faults: ['stall'], endpoint: 'messages.send' });
    const run = await stopClock();
    await button('Send 1 message').click();
    await run(9000);
    await timer().waitFor();
    await page.evaluate(() => {
      const changed: string[] = [];
      const watch = new MutationObserver((records) => {
        for (const { target } of records)
          changed.push((target instanceof Element ? target : target.parentElement)?.role ?? 'something else');
      });
      const whole = { subtree: true, childList: true, characterData: true, attributes: true };
      for (const part of document.querySelectorAll('main form > div > div')) watch.observe(part, whole);
      Object.assign(globalThis, { changed });
    });
    const places = (): Promise<unknown> =>
      page.evaluate(() =>
        Array.from(document.querySelectorAll('main form *'), (element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [x, y, width, height].join(' ');
        }).join('\n'),
      );
    const before = await places();
    await run(3000);
    expect(await timer().innerText()).toBe('12 s');
    expect(await places()).toBe(before);
    const changed = await page.evaluate(() => (globalThis as unknown as { changed: string[] }).changed);
    expect(new Set(changed)).toEqual(new Set(['timer']));
    await button('Cancel').click();
    await result().getByText('It may have been sent.').waitFor();
    await give('POST', '/api/sandbox/clock/set', { held: false });
  });

  it('tells of the pause that a server asks for, and that a send called off in it was refused', async () => {
    await field('Text').fill('Later');
    const before = await total();
    await give('POST', '/api/sandbox/faults/add', {
      faults: ['429; retry-after=30'],
      endpoint: 'messages.send',
    });
    const run = await stopClock();
    await button('Send 1 message').click();
    const paused = result().getByText(
      'Attempt 1 was answered 429. Waiting 30 s, as Retry-After asks, before attempt 2 of at most 3.',
    );
    await expect
      .poll(async () => {
        await run(1000);
        return paused.count();
      })
      .toBe(1);
    await keepPicture(page, 'playground-compose-waiting-light');
    await button('Cancel').click();
    await result().getByText('Not sent, the sandbox refused it.').waitFor();
    await result().getByText('It was cancelled before another attempt.').waitFor();
    expect(await total()).toBe(before);
  });

  it('keeps a send in sight during a look into another room, and sends no second one', async () => {
    await field('Text').fill('Only once');
    await give('POST', '/api/sandbox/faults/add', { faults: ['stall'], endpoint: 'messages.send' });
    const before = await total();
    await button('Send 1 message').click();
    await button('Sending').waitFor();
    const rooms = page.getByRole('navigation', { name: 'Rooms' });
    await rooms.getByRole('link', { name: 'Inbox' }).click();
    await rooms.getByRole('link', { name: 'Compose' }).click();
    await button('Sending').waitFor();
    await field('Text').press('ControlOrMeta+Enter');
    const run = await stopClock();
    await run(1000);
    await button('Cancel').click();
    await result().getByText('It may have been sent.').waitFor();
    expect(await total()).toBe(before);
    await result().getByRole('link', { name: 'Look into the inbox' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('to:+447700900123');
  });

  it('says of a list that is called off what is known of each', async () => {
    await field('Text').fill('To all');
    await field('To').fill('+44 7700 900124,');
    await give('POST', '/api/sandbox/faults/add', { faults: ['stall'], endpoint: 'messages.sendBatch' });
    const run = await stopClock();
    await button('Send 2 messages').click();
    await run(1000);
    await button('Cancel').click();
    await result()
      .getByText('Through @chatti/core: 2 perhaps sent: look into the inbox before you send again.')
      .waitFor();
    await result().getByText('It was cancelled after it had left').waitFor();
  });

  it('asks a real account sparingly, and no more once its limit is used up', async () => {
    const connection = { base_url: playground.baseUrl, api_key: 'a-real-key' };
    await give('PUT', '/api/connection', connection);
    try {
      await open(page);
      await button('Send 1 real message').waitFor();
      await field('To').fill('+44 7700 900124, +44 7700 900125, +12025550123, +33612345678, +49151234567,');
      const asked = questions();
      await field('Text').fill('For real');
      await cost().getByText('An estimate, priced by one number in each of 4 countries').waitFor();
      expect(asked.map((to) => to.length)).toEqual([4]);

      await give('POST', '/api/sandbox/faults/add', {
        faults: ['ok', '429; retry-after=600'],
        endpoint: 'messages.preview',
        api_key: 'a-real-key',
      });
      await field('Text').fill('For real, and longer');
      await cost()
        .getByText(/^The server is asked no more for \d+ s\. Its rate limit is used up\.$/)
        .waitFor();
      await cost().getByText('3 recipients have no price here').waitFor();
      await keepPicture(page, 'playground-compose-limited-light');
      // Nobody asks again before that, so the second fault stays where it is.
      await field('Text').fill('For real, and longer still');
      await expect.poll(() => asked.length).toBe(3);
      await cost().getByText('6 recipients have no price here').waitFor();
      await cost().getByRole('button', { name: 'Ask again' }).press('Enter');
      await expect.poll(() => asked.length).toBe(4);
    } finally {
      await give('DELETE', '/api/connection', {});
    }
  });

  it.each([
    ['dark', { colorScheme: 'dark' }],
    ['phone', { ...phone }],
  ] as const)('fits, %s', async (name, options) => {
    const seen = await openPage(browser, options);
    const own = seen.page;
    await own.clock.install();
    await open(own);
    await own
      .getByLabel('To', { exact: true })
      .fill('+12025550142, +12025550100, +5511912345678, +33612345678, 07700,');
    await own.getByRole('button', { name: 'start from an example' }).click();
    const whole = own.getByRole('region', { name: 'Cost' });
    await whole.getByText('Exact').waitFor();
    await whole.scrollIntoViewIfNeeded();
    await keepPicture(own, `playground-compose-cost-${name}`);
    await give('POST', '/api/sandbox/faults/add', { faults: ['stall'], endpoint: 'messages.sendBatch' });
    await own.clock.pauseAt((await own.evaluate(() => Date.now())) + 60_000);
    await own.getByRole('button', { name: 'Send 6 messages' }).click();
    await own.clock.runFor(12_000);
    await own.getByRole('timer').waitFor();
    await keepPicture(own, `playground-compose-stalled-${name}`);
    const overhang = await own.evaluate(() =>
      Math.max(
        ...[...document.querySelectorAll('main *')]
          .filter((element) => !element.closest('pre'))
          .map((element) => element.getBoundingClientRect().right - innerWidth),
      ),
    );
    expect(overhang).toBeLessThanOrEqual(0);
    await own.clock.resume();
    expect(await findBarriers(own)).toEqual([]);
    await own.getByRole('button', { name: 'Cancel' }).click();
    await own.getByRole('status').getByText('6 perhaps sent').or(own.getByText('5 perhaps sent')).waitFor();
    expect(seen.faults).toEqual([]);
    await own.context().close();
  });

  it('has broken no rule of its policy in all of this', () => {
    expect(watched.faults).toEqual([]);
  });
});
