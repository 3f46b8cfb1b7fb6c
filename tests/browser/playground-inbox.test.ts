import type { Message } from '@chatti/core/contract';
import type { Browser, Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RunningPlayground } from '../playground/run-playground.ts';
import { hasBrowser, keepPicture, openPage, phone } from './chromium.ts';
import type { WatchedPage } from './chromium.ts';
import { composeWord } from './compose-word.ts';
import { findBarriers } from './find-barriers.ts';
import { withPlayground } from './with-playground.ts';

const gif = 'R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=';

/** How many messages there are before the first test. */
const seeded = 250;

describe.runIf(hasBrowser)('the inbox in Chromium', () => {
  let browser: Browser;
  let playground: RunningPlayground;
  let watched: WatchedPage;
  let page: Page;
  let list: Locator;
  let panel: Locator;

  withPlayground(async (given) => {
    ({ browser, playground, watched, page } = given);
    await ask('/messages/batch', {
      messages: Array.from({ length: seeded }, (_, index) => ({
        to: `+4477009002${String(index % 100).padStart(2, '0')}`,
        from: 'Acme Shoes',
        body: `Your order ${index} is ready`,
      })),
    });
    list = page.getByRole('region', { name: 'Messages' });
    panel = page.getByRole('complementary', { name: 'Message' });
    await page.goto(`${playground.url}/inbox`);
    await list.getByText(`Your order ${seeded - 1} is ready`).waitFor();
  });

  /** Asks the sandbox as a stranger does. */
  async function ask<T>(path: string, body: unknown, method = 'POST'): Promise<T> {
    const root = path.startsWith('/sandbox') ? new URL(playground.baseUrl).origin : playground.baseUrl;
    const headers = { 'x-api-key': playground.apiKey, 'content-type': 'application/json' };
    const reply = await fetch(`${root}${path}`, { method, headers, body: JSON.stringify(body) });
    return (await reply.json()) as T;
  }

  const send = (fields: object): Promise<Message> =>
    ask('/messages', { to: '+447700900123', from: '+447700900999', body: 'Hello', ...fields });

  /** Opens a message in the page that is there. */
  async function open({ id }: Message, tab?: string): Promise<void> {
    await page.goto(`${playground.url}/inbox/${id}`);
    if (tab !== undefined) await panel.getByRole('tab', { name: tab }).click();
  }

  const envelope = async (): Promise<string> => (await list.locator('dl').innerText()).replaceAll('\n', ' ');

  const focused = (): Promise<string | null> =>
    page.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset') ?? null);

  it('walks a list of any length by keyboard, and draws what is in view only', async () => {
    await list.getByRole('link').first().focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toBe('2');
    await page.keyboard.press('End');
    await expect.poll(focused).toBe(String(seeded));
    await list.getByText('Your order 0 is ready').waitFor();
    await expect
      .poll(envelope)
      .toBe('total 250 item_count 50 current_page 3 per_page 100 first_item 201 last_item 250');
    expect(await list.getByRole('listitem').count()).toBeLessThan(60);
    expect(await list.getByRole('listitem').last().getAttribute('aria-setsize')).toBe(String(seeded));
    await page.keyboard.press('PageUp');
    await expect.poll(focused).not.toBe(String(seeded));
    await page.keyboard.press('Home');
    await expect.poll(focused).toBe('1');
    await page.keyboard.press('Enter');
    await panel.getByRole('tab', { name: 'Thread' }).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL(/\/inbox$/);
  });

  it('keeps what is looked at in its place while a new message comes on top', async () => {
    await list
      .locator('div')
      .first()
      .evaluate((scroller) => scroller.scrollTo({ top: 41 * 120 }));
    const row = list.getByText('Your order 120 is ready', { exact: true });
    await row.waitFor();
    const before = await row.boundingBox();
    await send({ to: '+447700900124', body: 'Brand new' });
    await expect.poll(envelope).toContain('total 251');
    expect((await row.boundingBox())?.y).toBe(before?.y);
    await list
      .locator('div')
      .first()
      .evaluate((scroller) => scroller.scrollTo({ top: 0 }));
    await list.getByText('Brand new').waitFor();
  });

  it('has the text of the search in the address, and shows the same in a second tab', async () => {
    await send({ to: '+447700900125', from: 'Acme Shoes', body: 'It’s here: come and get it' });
    await page.goto(`${playground.url}/inbox`);
    await list.getByText('It’s here').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('enc');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.type('u');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.type('"get it"');
    const box = page.getByRole('combobox', { name: 'Search messages' });
    expect(await box.inputValue()).toBe('encoding:ucs2 "get it"');
    await page.waitForURL((url) => url.searchParams.get('q') === 'encoding:ucs2 "get it"');
    await expect.poll(envelope).toContain('total 1');

    const second = await openPage(browser, {});
    await second.page.goto(page.url());
    await second.page.getByRole('region', { name: 'Messages' }).getByText('It’s here').waitFor();
    expect(await second.page.getByRole('combobox').inputValue()).toBe('encoding:ucs2 "get it"');
    expect(await second.page.getByRole('region', { name: 'Messages' }).getByRole('link').count()).toBe(1);
    await second.page.context().close();

    await page.getByRole('button', { name: 'Clear' }).click();
    await page.waitForURL(/\/inbox$/);
    expect(await box.inputValue()).toBe('');
  });

  it('leaves the keys of an input method to it, and those of the text to the text', async () => {
    await page.goto(`${playground.url}/inbox`);
    const box = page.getByRole('combobox', { name: 'Search messages' });
    await box.waitFor();
    await page.keyboard.press('/');
    const offers = page.getByRole('listbox', { name: 'Suggestions' });
    const word = await composeWord(page, 'st');
    await offers.getByText('status:').waitFor();
    for (const key of ['ArrowDown', 'Enter', 'Escape']) await word.press(key);
    await word.settle();
    expect(await box.inputValue()).toBe('st');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await box.inputValue()).toBe('status:');
    await offers.getByText('status:delivered').click();
    await page.keyboard.type('shoes');
    expect(await box.inputValue()).toBe('status:delivered shoes');
    // The ends of the text, and not of the list.
    await page.keyboard.press('Home');
    await page.keyboard.type('is');
    await offers.getByText('is:').waitFor();
    await page.keyboard.press('Escape');
    await offers.waitFor({ state: 'hidden' });
    await page.keyboard.press('Escape');
    expect(await box.inputValue()).toBe('isstatus:delivered shoes');
  });

  it('says what would be right, and what to do where nothing matches', async () => {
    await page.getByRole('combobox').fill('form:Acme status:failed');
    await page.getByText('Did you mean from:?').waitFor();
    await list.getByText('Nothing matches').waitFor();
    await list.getByRole('button', { name: 'Clear the search' }).click();
    await list.getByText('It’s here').waitFor();
  });

  it('shows all of them at a glance, and searches by a bar', async () => {
    await page.goto(`${playground.url}/inbox`);
    const glance = page.getByRole('region', { name: 'At a glance' });
    await glance.getByText('USD spent').waitFor();
    await glance.getByText('USD left').waitFor();
    const cost = glance.getByRole('table', { name: 'Cost by segments, USD' });
    expect(await cost.getByRole('row').first().innerText()).toMatch(/^1\s+\d+\.\d{4}$/);
    await keepPicture(page, 'playground-inbox-charts-light');
    await glance.getByRole('button', { name: 'delivered' }).click();
    await page.waitForURL(/q=status%3Adelivered/);
    await expect.poll(envelope).toContain('total 252');
  });

  it('tells each minute by keyboard, between an axis of whole numbers and one of round minutes', async () => {
    await ask('/sandbox/clock/advance', { ms: 10 * 60_000 });
    await send({ body: 'Ten minutes later' });
    await page.goto(`${playground.url}/inbox`);
    const chart = page.getByRole('figure', { name: 'Messages per minute' });
    await chart.getByRole('button', { name: /^1 message at / }).waitFor();
    const labels = await chart.locator('svg text').allTextContents();
    expect(labels.filter((label) => /^\d\d:(00|15|30|45)$/.test(label)).length).toBeGreaterThanOrEqual(4);
    expect(labels.filter((label) => /^\d+$/.test(label)).length).toBeGreaterThanOrEqual(3);

    const said = (): Promise<string | null | undefined> =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await page.getByRole('region', { name: 'At a glance' }).focus();
    await page.keyboard.press('Tab');
    expect(await said()).toMatch(/^1 message at /);
    await chart.getByText(/^1 message \d\d:\d\d–\d\d:\d\d$/).waitFor();
    await page.keyboard.press('ArrowLeft');
    expect(await said()).toMatch(/^\d+ messages? at /);
    const [count] = (await said())?.split(' at ') ?? [];
    await chart.getByText(new RegExp(`^${count} \\d\\d:\\d\\d–`)).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await keepPicture(page, 'playground-inbox-minute-light');
    await page.keyboard.press('Escape');
    await expect.poll(() => chart.getByText('–').count()).toBe(0);

    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=after%3A.*before%3A/);
    await expect.poll(envelope).toContain('total 1');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('delivered');
  });

  it('finds a phrase while it is typed, as it stands and in capitals or not', async () => {
    await send({ to: '+447700900128', body: 'Blue shoes\nare back', reference: 'order 7' });
    await send({ to: '+447700900128', body: 'Shoes are back, and blue' });
    await page.goto(`${playground.url}/inbox`);
    const box = page.getByRole('combobox', { name: 'Search messages' });
    await box.fill('shoes blue back');
    await expect.poll(envelope).toContain('total 2');
    await box.fill('"blue SHOES are');
    await expect.poll(envelope).toContain('total 1');
    await list.getByText('Blue shoes').waitFor();
    expect(await page.getByText('This is left out of the search').count()).toBe(0);
    await box.press('End');
    await page.keyboard.type(' back" ref');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.type('"order 7"');
    await page.waitForURL((url) => url.searchParams.get('q') === '"blue SHOES are back" reference:"order 7"');
    await expect.poll(envelope).toContain('total 1');
    await page.reload();
    await list.getByText('Blue shoes').waitFor();
    expect(await box.inputValue()).toBe('"blue SHOES are back" reference:"order 7"');
    await keepPicture(page, 'playground-inbox-phrase-light');
  });

  it('takes a reply in, and shows it in every tab at once', async () => {
    const message = await send({ body: 'Winter sale today' });
    const other = await openPage(browser, {});
    await other.page.goto(`${playground.url}/inbox`);
    await open(message);
    await panel.getByLabel('Reply as +447700900123').fill('Yes please');
    await panel.getByRole('button', { name: 'Reply', exact: true }).click();
    await panel.getByRole('region', { name: 'Thread' }).getByText('Yes please').waitFor();
    await other.page.getByRole('region', { name: 'Messages' }).getByText('Yes please').waitFor();
    await other.page.context().close();
  });

  it('rehearses an opt-out, and the next send is refused', async () => {
    const number = '+447700900321';
    const message = await send({ to: number, body: 'Winter sale. Opt out: {OptOutURL}' });
    await open(message);
    const [popup] = await Promise.all([
      page.context().waitForEvent('page'),
      panel.getByRole('link', { name: 'Rehearse the opt-out' }).click(),
    ]);
    await popup.getByRole('button', { name: 'Stop messages' }).click();
    await popup.getByText('You have opted out').waitFor();
    expect(await popup.evaluate(() => opener)).toBeNull();
    await popup.close();

    await panel.getByText(`${number} has opted out`).waitFor();
    await keepPicture(page, 'playground-opted-out-light');
    await panel.getByRole('button', { name: 'Try it' }).click();
    await page.waitForURL(`${playground.url}/`);
    expect(await send({ to: number })).toMatchObject({ status: 400, code: 'recipient_opted_out' });
  });

  it('moves a message by the clock and by force, to what can follow only', async () => {
    await ask('/sandbox/clock', { held: true }, 'PUT');
    await open(await send({ body: 'Step by step' }));
    const force = panel.getByRole('group', { name: 'Force a status' });
    await force.waitFor();
    expect(await force.getByRole('button').allInnerTexts()).toEqual(['sent', 'failed', 'expired']);
    await panel.getByRole('button', { name: 'next event' }).click();
    await force.getByRole('button', { name: 'undelivered' }).click();
    await panel.getByRole('region', { name: 'Thread' }).getByText('undelivered').first().waitFor();
    await expect.poll(() => force.count()).toBe(0);
  });

  it('cancels a scheduled message', async () => {
    await ask('/sandbox/clock', { held: false }, 'PUT');
    await open(await send({ body: 'Later', scheduled_at: new Date(Date.now() + 3_600_000).toISOString() }));
    await panel.getByRole('button', { name: 'Cancel it' }).click();
    await panel.getByRole('region', { name: 'Status' }).getByText('cancelled').waitFor();
  });

  it('shows files through its own server, and runs nothing in them', async () => {
    await open(
      await send({
        subject: 'Winter',
        media: [
          { filename: 'winter.gif', content: gif },
          { filename: 'map.pdf', content: gif },
        ],
      }),
    );
    const image = panel.locator('figure img');
    await image.waitFor();
    await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(1);
    const headersOf = async (name: string) => {
      const path = await panel.getByRole('link', { name }).getAttribute('href');
      return (await fetch(`${playground.url}${path}`)).headers;
    };
    expect((await headersOf('winter.gif')).get('content-security-policy')).toBe(
      "default-src 'none'; sandbox",
    );
    const document = await headersOf('map.pdf');
    expect(document.get('content-type')).toBe('application/octet-stream');
    expect(document.get('content-disposition')).toBe('attachment');
  });

  it('tells the lint, the deliveries and the requests of a message, with a number on each tab', async () => {
    await fetch(`${playground.url}/api/send/core`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        to: '+447700900126',
        from: '+447700900999',
        body: 'SALE now! http://example.org/a',
      }),
    });
    await page.goto(`${playground.url}/inbox`);
    await list.getByRole('link').filter({ hasText: 'SALE now!' }).click();
    await panel.getByRole('tab', { name: /Lint [1-9]/ }).click();
    await panel.getByRole('list', { name: 'Findings' }).getByRole('listitem').first().waitFor();
    await panel.getByRole('tab', { name: 'Attempts 1' }).click();
    await panel.getByRole('list', { name: 'Requests' }).getByText('messages.send').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await panel.getByRole('link', { name: /Attempt 1 of/ }).click();
    await page.waitForURL(/\/traffic\/requests\/\d+/);
  });

  it('resends what was posted about a message', async () => {
    await open(await send({ to: '+447700900127', body: 'Posted' }), 'Webhooks');
    const card = panel
      .getByRole('list', { name: 'Deliveries' })
      .locator(':scope > li', { hasText: 'message.sent' });
    await card.getByRole('button', { name: 'Resend' }).click();
    await card.getByText('resent').waitFor();
  });

  it('knows every request and delivery of a message, however many came after', async () => {
    const search = encodeURIComponent('"order 0 is"');
    for (let i = 0; i < 310; i++) await ask('/account', undefined, 'GET');
    await page.goto(`${playground.url}/inbox?q=${search}`);
    await list.getByRole('link').first().click();
    await panel.getByRole('tab', { name: 'Webhooks 2' }).click();
    await panel.getByRole('link', { name: 'message.sent' }).click();
    await page.getByRole('complementary', { name: 'Delivery' }).getByText('webhook-id').first().waitFor();
    await page.goBack();
    await panel.getByRole('tab', { name: 'Attempts 1' }).click();
    await panel.getByText(`with ${seeded - 1} others`).waitFor();
    await ask(page.url().replace(/.*\/inbox\/([^?]+).*/, '/messages/$1'), undefined, 'GET');
    await panel.getByText('It read the message.').waitFor();
    await keepPicture(page, 'playground-inbox-requests-light');
    await panel.getByRole('link', { name: 'Attempt 1 of messages.sendBatch' }).click();
    await page.getByRole('complementary', { name: 'Call' }).getByText('/v1/messages/batch').first().waitFor();

    await page.goBack();
    await panel.getByRole('tab', { name: 'Attempts 2' }).click();
    expect(await panel.getByText('not kept any more').count()).toBe(0);
    await fetch(`${new URL(playground.baseUrl).origin}/sandbox/journal`, {
      method: 'DELETE',
      headers: { 'content-type': 'application/json' },
    });
    await panel.getByText('Its request is not kept any more').waitFor();
  });

  it.each(['light', 'dark'] as const)('has no serious barrier, %s', async (colorScheme) => {
    const seen = await openPage(browser, { colorScheme });
    await seen.page.goto(`${playground.url}/inbox`);
    await seen.page.getByRole('region', { name: 'At a glance' }).waitFor();
    await keepPicture(seen.page, `playground-inbox-list-${colorScheme}`);
    expect(await findBarriers(seen.page)).toEqual([]);
    await seen.page.getByRole('combobox').fill('status:nowhere is:');
    await seen.page.getByText('status: takes one of').waitFor();
    await keepPicture(seen.page, `playground-inbox-search-${colorScheme}`);
    expect(await findBarriers(seen.page)).toEqual([]);
    await seen.page.goto(`${playground.url}/inbox?q=winter`);
    await seen.page.getByRole('region', { name: 'Messages' }).getByRole('link').first().click();
    await seen.page.getByRole('region', { name: 'Thread' }).waitFor();
    await keepPicture(seen.page, `playground-inbox-thread-${colorScheme}`);
    expect(await findBarriers(seen.page)).toEqual([]);
    expect(seen.faults).toEqual([]);
    await seen.page.context().close();
  });

  it('fits a phone', async () => {
    const seen = await openPage(browser, { ...phone });
    const overhang = (): Promise<number> =>
      seen.page.evaluate(() => {
        const inside = [...document.querySelectorAll('body, main, form, aside, section')];
        return Math.max(...inside.map((element) => element.scrollWidth - element.clientWidth));
      });
    const rows = seen.page.getByRole('region', { name: 'Messages' });
    await seen.page.goto(`${playground.url}/inbox`);
    await rows.getByRole('link').first().waitFor();
    await rows
      .locator('div')
      .first()
      .evaluate((scroller) => scroller.scrollTo({ top: 60 * 150 }));
    const middle = rows.getByText('Your order 100 is ready', { exact: true });
    await middle.click();
    await seen.page.getByRole('link', { name: 'Back to the list' }).click();
    await middle.waitFor();

    await seen.page.goto(`${playground.url}/inbox?q=winter`);
    await rows.getByRole('link').first().waitFor();
    expect(await overhang()).toBe(0);
    await keepPicture(seen.page, 'playground-inbox-search-phone');
    await seen.page.getByRole('region', { name: 'Messages' }).getByRole('link').first().click();
    await seen.page.getByRole('region', { name: 'Thread' }).waitFor();
    expect(await overhang()).toBe(0);
    expect(await findBarriers(seen.page)).toEqual([]);
    await keepPicture(seen.page, 'playground-inbox-thread-phone');
    expect(seen.faults).toEqual([]);
    await seen.page.context().close();
  });

  it('says what only the sandbox can search for while messages are real', async () => {
    const connection = { base_url: playground.baseUrl, api_key: playground.apiKey };
    const headers = { 'content-type': 'application/json' };
    await fetch(`${playground.url}/api/connection`, {
      method: 'PUT',
      headers,
      body: JSON.stringify(connection),
    });
    await page.goto(`${playground.url}/inbox?q=${encodeURIComponent('segments:>1 to:+447700900321')}`);
    await page.getByText('segments:>1: only the sandbox can search for that.').waitFor();
    await list.getByRole('link').first().click();
    await panel.getByRole('tab', { name: 'Webhooks' }).click();
    await panel.getByText('Only in the sandbox').waitFor();
    await fetch(`${playground.url}/api/connection`, { method: 'DELETE', headers, body: '{}' });
  });

  it('has broken no rule of its policy in all of this', () => {
    expect(watched.faults).toEqual([]);
  });
});
