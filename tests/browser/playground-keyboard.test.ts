import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RunningPlayground } from '../playground/run-playground.ts';
import { readMessages } from '../playground/sandbox-reader.ts';
import { hasBrowser } from './chromium.ts';
import type { WatchedPage } from './chromium.ts';
import { withPlayground } from './with-playground.ts';

const number = '+447700900456';

describe.runIf(hasBrowser)('the playground by keyboard alone', () => {
  let playground: RunningPlayground;
  let watched: WatchedPage;
  let page: Page;

  withPlayground(async (given) => {
    ({ playground, watched, page } = given);
    await page.goto(playground.url);
  });

  /** Presses Tab until the focus is on what is meant, as somebody without a pointer has to. */
  async function reach(wanted: Locator, on: Page = page): Promise<void> {
    await wanted.first().waitFor();
    for (let steps = 0; steps < 90; steps++) {
      if (await wanted.first().evaluate((element) => element === document.activeElement)) return;
      await on.keyboard.press('Tab');
    }
    throw new Error(`The keyboard does not reach ${String(wanted)}.`);
  }

  async function press(wanted: Locator, on: Page = page): Promise<void> {
    await reach(wanted, on);
    await on.keyboard.press('Enter');
  }

  async function write(wanted: Locator, text: string): Promise<void> {
    await reach(wanted);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(text);
  }

  /** Opens a room by its letter. */
  async function room(letter: string): Promise<void> {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press(letter);
  }

  it('sends by each road, and sees each delivered', async () => {
    const roads = page.getByRole('group', { name: 'The road this message takes' });
    for (const [presses, road] of ['core', 'NestJS', 'Express'].entries()) {
      await room('c');
      await reach(roads.getByRole('radio', { name: ['core', 'core', 'NestJS'][presses] ?? 'core' }));
      if (presses > 0) await page.keyboard.press('ArrowRight');
      expect(await roads.getByRole('radio', { name: road }).isChecked()).toBe(true);
      await write(page.getByLabel('Text', { exact: true }), `Sent through ${road}`);
      await page.keyboard.press('ControlOrMeta+Enter');
      await page.getByRole('status').getByText('delivered').first().waitFor();
    }
    const bodies = (await readMessages(playground)).data.map(({ body }) => body);
    expect(bodies).toEqual(['Express', 'NestJS', 'core'].map((road) => `Sent through ${road}`));
  });

  it('mends a text that one character makes expensive', async () => {
    await room('c');
    await write(page.getByLabel('Text', { exact: true }), 'It’s the last weekend');
    await press(page.getByRole('button', { name: "Use ' instead" }));
    expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe("It's the last weekend");
  });

  it('sees a reply live, and rehearses an opt-out', async () => {
    await room('c');
    await reach(page.getByLabel('To', { exact: true }));
    for (let tokens = 0; tokens < 3; tokens++) await page.keyboard.press('Backspace');
    await page.keyboard.type(`${number},`);
    await write(page.getByLabel('From', { exact: true }), '+447700900999');
    await write(page.getByLabel('Text', { exact: true }), 'Winter sale. Opt out: {OptOutURL}');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByRole('status').getByText('delivered').first().waitFor();
    await press(page.getByRole('link', { name: 'See it in the inbox' }));
    const panel = page.getByRole('complementary', { name: 'Message' });
    await write(panel.getByLabel(`Reply as ${number}`), 'Which sizes?');
    await page.keyboard.press('Enter');
    await panel.getByRole('region', { name: 'Thread' }).getByText('Which sizes?').waitFor();

    const opened = page.context().waitForEvent('page');
    await press(panel.getByRole('link', { name: 'Rehearse the opt-out' }));
    const phonePage = await opened;
    await press(phonePage.getByRole('button', { name: 'Stop messages' }), phonePage);
    await phonePage.getByText('You have opted out').waitFor();
    await phonePage.close();
    await panel.getByText(`${number} has opted out`).waitFor();

    const before = (await readMessages(playground)).total;
    await room('c');
    await reach(page.getByLabel('Text', { exact: true }));
    await page.keyboard.press('ControlOrMeta+Enter');
    await page
      .getByText(/Not sent, the sandbox refused it/)
      .first()
      .waitFor();
    expect((await readMessages(playground)).total).toBe(before);
  });

  it('orders faults, and looks at the waterfall they make', async () => {
    await room('f');
    await press(page.getByRole('button', { name: 'A busy minute' }));
    await write(page.getByLabel('Script', { exact: true }), '429; retry-after=1');
    await press(page.getByRole('button', { name: 'Order a fault' }));
    await page.getByRole('list', { name: 'Faults to come' }).waitFor();
    await room('c');
    await reach(page.getByLabel('To', { exact: true }));
    for (let tokens = 0; tokens < 3; tokens++) await page.keyboard.press('Backspace');
    await page.keyboard.type('+447700900123,');
    await write(page.getByLabel('Text', { exact: true }), 'Through a busy minute');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByRole('status').getByText('delivered').first().waitFor();
    await room('t');
    await press(
      page.getByRole('region', { name: 'Requests' }).getByRole('link').filter({ hasText: '2 attempts' }),
    );
    await page.getByText(/waited 1\.\d+ s, Retry-After: 1/).waitFor();
  });

  it('schedules a message, and moves the clock there', async () => {
    await room('f');
    await reach(page.getByRole('radio', { name: 'Runs' }));
    await page.keyboard.press('ArrowRight');
    await page.getByText('Clock held').waitFor();
    await room('c');
    await write(page.getByLabel('Text', { exact: true }), 'Fitting tomorrow');
    await write(page.getByLabel('Schedule', { exact: true }), '+2 hours');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByRole('status').getByText('scheduled').first().waitFor();
    await room('f');
    await write(page.getByLabel('Advance by'), '3 h');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await readMessages(playground)).data[0]?.status).toBe('delivered');
  });

  it('searches, and has the search in the address', async () => {
    await room('i');
    await page.keyboard.press('/');
    await page.keyboard.type('is:inbound sizes');
    await page.waitForURL((url) => url.searchParams.get('q') === 'is:inbound sizes');
    const rows = page.getByRole('region', { name: 'Messages' }).getByRole('link');
    await expect.poll(() => rows.count()).toBe(1);
    await page.keyboard.press('Escape');
    await press(rows);
    await page.getByRole('complementary', { name: 'Message' }).getByText('Which sizes?').first().waitFor();
  });

  it('saves a recording, and replays it', async () => {
    await room('r');
    await write(page.getByLabel('Save what happened'), 'By keyboard');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: 'By keyboard' }).waitFor();
    await press(page.getByRole('button', { name: 'Replay it' }));
    await page.getByText(/steps replayed in .* without a difference/).waitFor();
  });

  it('has broken no rule of its policy in all of this', () => {
    expect(watched.faults).toEqual([]);
  });
});
