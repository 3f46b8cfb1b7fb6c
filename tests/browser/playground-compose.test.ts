import type { Message, Page as MessagePage } from '@chatti/core/contract';
import type { Browser, Locator, Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunningPlayground } from '../playground/run-playground.ts';
import { readMessages, readSandbox } from '../playground/sandbox-reader.ts';
import { hasBrowser, keepPicture, openPage, phone } from './chromium.ts';
import type { WatchedPage } from './chromium.ts';
import { composeWord } from './compose-word.ts';
import { findBarriers } from './find-barriers.ts';
import { withPlayground } from './with-playground.ts';

/** A picture of eight by eight points, in one colour. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGNwmd6MFTEMLQkArMJd4SLcVNwAAAAASUVORK5CYII=',
  'base64',
);

const headers = { 'content-type': 'application/json' };

const hostile = '"><img src=x onerror=globalThis.taken=1>';

describe.runIf(hasBrowser)('composing in Chromium', () => {
  let browser: Browser;
  let playground: RunningPlayground;
  let watched: WatchedPage;
  let page: Page;

  withPlayground((given) => {
    ({ browser, playground, watched, page } = given);
  });

  beforeEach(async () => {
    await page.goto(playground.url);
  });

  const field = (name: string): Locator => page.getByLabel(name, { exact: true });
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
  const result = (): Locator => page.getByRole('status');
  const code = (): Locator => page.getByRole('tabpanel').locator('pre');

  /** Puts a text on the clipboard of one event, as a paste does. */
  async function paste(into: Locator, text: string): Promise<void> {
    await into.evaluate((input, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  /** Drops files where media go. */
  async function drop(files: readonly { name: string; bytes: Buffer }[]): Promise<void> {
    const data = await page.evaluateHandle(
      (all) => {
        const transfer = new DataTransfer();
        for (const { name, bytes } of all)
          transfer.items.add(new File([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], name));
        return transfer;
      },
      files.map(({ name, bytes }) => ({ name, bytes: bytes.toString('base64') })),
    );
    await page.getByText('Drop a file, or pick one').dispatchEvent('drop', { dataTransfer: data });
  }

  it.each(['core', 'NestJS', 'Express'])(
    'sends a pasted list through %s, says of each what became of it, and leads to all of them',
    async (road) => {
      await page.getByRole('radio', { name: road }).check();
      await field('To').focus();
      await page.keyboard.press('Backspace');
      await page.keyboard.press('Delete');
      await paste(field('To'), '+44 7700 900123\n+44 7700 900124; 447700900123,\n07700\n+1 202 555 0142');
      await page.getByText('1 was in the list already, and is sent to once.').waitFor();
      await page.getByText('no number', { exact: true }).waitFor();
      await field('Text').fill(`To many, through ${road}`);
      await button('Send 4 messages').click();

      await result().getByText('2 accepted, 1 refused by the sandbox, 1 not sent.').waitFor();
      await result().getByText('The recipient has opted out.').waitFor();
      await result().getByText('This is no phone number in E.164 form.').waitFor();
      await result().getByText('delivered').waitFor();
      if (road === 'core') await keepPicture(page, 'playground-compose-many-light');
      await result().getByRole('link', { name: 'See them in the inbox' }).click();
      await page.getByText(`To many, through ${road}`).first().waitFor();
      expect(new URL(page.url()).searchParams.get('q')).toMatch(/^reference:list-\w+$/);

      const { data } = await readMessages(playground);
      const sent = data.filter(({ body }) => body === `To many, through ${road}`);
      expect(new Set(sent.map(({ to }) => to))).toEqual(new Set(['+447700900123', '+447700900124']));
      expect(sent).toHaveLength(2);
      expect(new Set(sent.map(({ reference }) => reference)).size).toBe(1);
    },
  );

  it('keeps the list in reach of the keyboard', async () => {
    await paste(field('To'), '\n+44 7700 900124\n+44 7700 900125');
    await field('To').focus();
    const keys = page.keyboard;
    await keys.press('ArrowLeft');
    await keys.press('ArrowLeft');
    await keys.press('Delete');
    await button('Send 2 messages').waitFor();
    expect(await button('Remove +44 7700 900124').count()).toBe(0);
    await expect
      .poll(() => button('Remove +44 7700 900125').evaluate((at) => at === document.activeElement))
      .toBe(true);
    await keys.press('Escape');
    expect(await field('To').evaluate((at) => at === document.activeElement)).toBe(true);
    await keys.type('+44 7700 900126');
    await keys.press('Enter');
    await button('Send 3 messages').waitFor();
    // Enter alone sends nothing.
    expect(await result().getByText('accepted').count()).toBe(0);
  });

  it('picks a number by what comes of it, with the keys alone', async () => {
    await button('Remove +44 7700 900123').click();
    await button('Pick an outcome').press('Enter');
    await page.getByRole('combobox', { name: 'Pick an outcome' }).waitFor();
    await keepPicture(page, 'playground-compose-outcomes-light');
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.type('no such subscriber');
    await page.keyboard.press('Enter');
    await button('Remove +12025550102').waitFor();
    await field('Text').fill('Nobody reads this');
    await page.keyboard.press('ControlOrMeta+Enter');
    await result().getByText('undelivered').waitFor();
    await result().getByText('The network does not know this number.').waitFor();
  });

  it('picks nothing with the keys of an input method, nor by leaving the list', async () => {
    const [picker, list] = [
      button('Pick an outcome'),
      page.getByRole('listbox', { name: 'Pick an outcome' }),
    ];
    const recipients = page.getByRole('button', { name: /^Remove \+/ });
    await picker.press('Enter');
    const search = page.getByRole('combobox', { name: 'Pick an outcome' });
    await search.waitFor();
    const word = await composeWord(page, 'no such subscriber');
    await expect.poll(() => list.getByRole('option').count()).toBe(1);
    for (const key of ['ArrowDown', 'Enter', 'Escape']) await word.press(key);
    await word.settle();
    expect(await search.inputValue()).toBe('no such subscriber');

    await page.keyboard.type('s of ours');
    await page.getByText('Nothing fits. Take a letter away.').waitFor();
    await page.keyboard.press('Enter');
    expect(await search.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    expect(await picker.evaluate((at) => at === document.activeElement)).toBe(true);

    await picker.press('Enter');
    await list.getByRole('option').nth(8).waitFor();
    expect(await search.inputValue()).toBe('');
    const all = await list.getByRole('option').allInnerTexts();
    const marked = list.getByRole('option', { selected: true });
    for (const key of ['ArrowUp', 'PageDown', 'PageUp', 'ArrowUp', 'End']) await page.keyboard.press(key);
    expect(await marked.allInnerTexts()).toEqual([all.at(-8)]);
    // What the mouse passes over is not what Enter picks.
    await list.getByRole('option').last().hover();
    expect(await marked.allInnerTexts()).toEqual([all.at(-8)]);
    await page.keyboard.press('Tab');
    await list.waitFor({ state: 'hidden' });
    expect(await recipients.count()).toBe(1);
  });

  it('picks one of the account’s senders', async () => {
    await button('Pick a sender').press('Enter');
    await page.getByRole('option').first().waitFor();
    const number = page.getByRole('option').filter({ hasText: 'two-way' }).first();
    const value = await number.locator('span').first().innerText();
    await number.click();
    expect(await field('From').inputValue()).toBe(value);
    await page.getByText('Two-way: replies can come back.').waitFor();
  });

  it('mends a text with one click, and takes it back with one key', async () => {
    await button('start from an example').click();
    const before = await field('Text').inputValue();
    await button(/^Use ' instead/).click();
    await page.locator('form dl').getByText('GSM-7').waitFor();
    expect(await field('Text').inputValue()).toBe(before.replace('’', "'"));
    await page.keyboard.press('ControlOrMeta+z');
    await page.locator('form dl').getByText('UCS-2').waitFor();
    expect(await field('Text').inputValue()).toBe(before);
    await page.keyboard.press('ControlOrMeta+z');
    expect(await field('Text').inputValue()).toBe('');
    // What has no twin can be left out.
    await field('Text').fill('It’s on 🎉');
    await button(/^Leave it out/).click();
    expect(await field('Text').inputValue()).toBe("It's on ");
  });

  it('has the server’s price, and does what a hint advises', async () => {
    await field('Text').fill('Summer sale, 50% off everything');
    await page.locator('form dl').getByText('0.0420').waitFor();
    const hints = page.getByRole('region', { name: 'Hints' });
    await hints.getByText('opt_out_missing').waitFor();
    await hints.getByRole('button', { name: 'Add an opt-out' }).click();
    await hints.waitFor({ state: 'detached' });
    expect(await field('Text').inputValue()).toBe('Summer sale, 50% off everything Opt out: {OptOutURL}');

    await button('Pick an outcome').click();
    await page.getByRole('option').first().click();
    await button('Remove +44 7700 900123').click();
    await hints.getByText('sender_unsupported').waitFor();
    await hints.getByRole('button', { name: /^Send from \+/ }).click();
    await hints.waitFor({ state: 'detached' });
    expect(await field('From').inputValue()).toMatch(/^\+\d+$/);
  });

  it('says of a text that is too long that it is counted and not drawn any more', async () => {
    await field('Text').fill('x'.repeat(8001));
    await page.getByText('its segments are not drawn any more').waitFor();
    await page.getByText('more than 1570').waitFor();
  });

  it('previews on the server, and sends nothing by that', async () => {
    const before = await readMessages(playground);
    await field('Text').fill('Hello');
    await button('Preview on server').click();
    await page
      .getByText('It would be accepted: 5 characters, GSM-7, 1 segment, 0.0420 USD. Nothing was sent.')
      .waitFor();
    expect((await readMessages(playground)).total).toBe(before.total);
  });

  it('sends a dropped file, and one by its address, as an MMS', async () => {
    await drop([
      { name: 'photo.png', bytes: picture },
      { name: 'notes.docx', bytes: picture },
    ]);
    await page.getByText('With a file this is an MMS').waitFor();
    await page.getByText('notes.docx is no file that MMS takes').waitFor();
    await page.getByRole('region', { name: 'As the phone shows it' }).getByAltText('photo.png').waitFor();
    await button('Add a file by its address').click();
    await field('Address of a file').fill('http://acme.example/menu.pdf');
    await page.keyboard.press('Enter');
    await page.getByText('The address of a file begins with https://.').waitFor();
    await field('Address of a file').fill('https://acme.example/menu.pdf');
    await page.keyboard.press('Enter');
    await field('Subject').fill('Menu');
    await field('Text').fill('The new menu');
    expect(await code().innerText()).toContain("content: await readFile('photo.png', 'base64')");
    await page.locator('form dl').getByText('0.1500').waitFor();
    await keepPicture(page, 'playground-compose-mms-light');
    await button('Send 1 message').click();
    await result().getByText('delivered').waitFor();

    const [sent] = (await readMessages(playground)).data;
    expect(sent).toMatchObject({ type: 'mms', subject: 'Menu', segments: 0 });
    expect(sent?.media?.map(({ filename, content_type: type, size }) => [filename, type, size])).toEqual([
      ['photo.png', 'image/png', picture.length],
      ['menu.pdf', 'application/pdf', null],
    ]);
    const stored = await fetch(sent?.media?.[0]?.url ?? '');
    expect(Buffer.from(await stored.arrayBuffer()).equals(picture)).toBe(true);
  });

  it('reads a time in words as it is written, and delivers when the clock has come there', async () => {
    await field('Schedule').fill('soon');
    await page.getByText('Not understood.').waitFor();
    await field('Schedule').fill('yesterday');
    await page.getByText('is past. A message can only be sent ahead.').waitFor();
    await field('Schedule').fill('next Monday 9am');
    await page.getByText(/^Mon \d+ \w+ \d{4}, 09:00 UTC · .*in \d+ (d|h|min)/).waitFor();
    await field('Reference').fill('on-monday');
    await field('Metadata').fill('campaign: winter');
    await page.keyboard.press('Enter');
    await field('Metadata').fill('lost');
    await page.getByText('As it is, it is left out.').waitFor();
    await field('Text').fill('Good morning');
    expect(await code().innerText()).toMatch(
      /scheduled_at: '\d{4}-\d\d-\d\dT09:00:00Z',\n +reference: 'on-monday',\n +metadata: \{ campaign: 'winter' \}/,
    );
    await button('Send 1 message').click();
    await result().getByText('scheduled', { exact: true }).waitFor();

    const { data } = await readSandbox<MessagePage<Message>>(playground, '/messages?reference=on-monday');
    expect(data[0]).toMatchObject({ status: 'scheduled', metadata: { campaign: 'winter' } });
    expect(data[0]?.scheduled_at).toMatch(/T09:00:00\.000Z$/);
    const ms = Date.parse(data[0]?.scheduled_at ?? '') - Date.now() + 60_000;
    await fetch(`${playground.url}/api/sandbox/clock/advance`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ ms }),
    });
    await result().getByText('delivered').waitFor();
  });

  it('shows the code of exactly this call, in every way to write it', async () => {
    await field('Text').fill("It's $HOME");
    await page.getByRole('tab', { name: 'curl' }).click();
    const shown = await code().innerText();
    expect(shown).toContain(`-H 'x-api-key: ${playground.apiKey}'`);
    expect(shown).toContain(`-d '{"to":"+447700900123","from":"Acme Shoes","body":"It'\\''s $HOME"}'`);
    for (const name of ['TypeScript', 'NestJS', 'Express']) {
      await page.getByRole('tab', { name }).click();
      const written = await code().innerText();
      expect(written).toContain("body: 'It\\'s $HOME',");
      expect(written).not.toContain(playground.apiKey);
    }
  });

  it('keeps what is written during a look into another room', async () => {
    await field('Text').fill('Half a sen');
    const rooms = page.getByRole('navigation', { name: 'Rooms' });
    await rooms.getByRole('link', { name: 'Inbox' }).click();
    await rooms.getByRole('link', { name: 'Compose' }).click();
    expect(await field('Text').inputValue()).toBe('Half a sen');
  });

  it('takes names and facts for texts, whatever they hold', async () => {
    await drop([{ name: `${hostile}.png`, bytes: picture }]);
    await field('Metadata').fill(`${hostile}: ${hostile}`);
    await page.keyboard.press('Enter');
    await field('From').fill(hostile);
    await button(`Remove ${hostile}.png`).waitFor();
    const traces = await page.evaluate(() => ({
      taken: 'taken' in globalThis,
      strange: document.querySelectorAll('main img[src="x"]').length,
    }));
    expect(traces).toEqual({ taken: false, strange: 0 });
  });

  it('stays quick with a list of five thousand', async () => {
    await paste(
      field('To'),
      Array.from({ length: 5000 }, (_, index) => `+4477009${10_000 + index}`).join('\n'),
    );
    await button('Send 5001 messages').waitFor();
    expect(await page.locator('[data-token]').count()).toBe(24);
    await button('Remove all').click();
    await page.getByText('A number with its country code').waitFor();
  });

  it.each(['light', 'dark'] as const)('has no serious barrier, %s', async (colorScheme) => {
    const seen = await openPage(browser, { colorScheme });
    const own = seen.page;
    await own.goto(playground.url);
    await own.getByRole('button', { name: 'start from an example' }).click();
    await own.getByLabel('To', { exact: true }).fill('+12025550100, 07700,');
    await own.getByLabel('Schedule', { exact: true }).fill('next monday 8:00');
    await own.getByLabel('Reference', { exact: true }).fill('winter-4411');
    await own.getByLabel('Metadata', { exact: true }).fill('campaign: winter');
    await own.keyboard.press('Enter');
    await own.getByRole('region', { name: 'Hints' }).waitFor();
    await keepPicture(own, `playground-compose-full-${colorScheme}`);
    expect(await findBarriers(own)).toEqual([]);
    await own.getByRole('button', { name: 'Send 3 messages' }).click();
    await own.getByRole('status').getByText('2 accepted').waitFor();
    expect(await findBarriers(own)).toEqual([]);
    expect(seen.faults).toEqual([]);
    await own.context().close();
  });

  it('fits a phone', async () => {
    const seen = await openPage(browser, { ...phone });
    const own = seen.page;
    await own.goto(playground.url);
    // How far anything reaches beyond the screen that does not scroll sideways by itself.
    const overhang = (): Promise<number> =>
      own.evaluate(() => {
        const all = [...document.querySelectorAll('main *')].filter((element) => !element.closest('pre'));
        return Math.max(...all.map((element) => element.getBoundingClientRect().right - innerWidth));
      });
    await own.getByLabel('To', { exact: true }).fill('+12025550142, +12025550100, 07700,');
    await own.getByLabel('Text', { exact: true }).fill(`It’s ${'wide'.repeat(40)} {OptOutURL}`);
    await own.getByRole('region', { name: 'Hints' }).waitFor();
    expect(await overhang()).toBeLessThanOrEqual(0);
    await own.getByRole('button', { name: 'Pick an outcome' }).click();
    await own.getByRole('option').first().waitFor();
    expect(await overhang()).toBeLessThanOrEqual(0);
    await keepPicture(own, 'playground-compose-outcomes-phone');
    await own.keyboard.press('Escape');
    await own.getByRole('button', { name: 'Send 4 messages' }).click();
    await own.getByRole('status').getByText('2 accepted').waitFor();
    expect(await overhang()).toBeLessThanOrEqual(0);
    await keepPicture(own, 'playground-compose-many-phone');
    expect(await findBarriers(own)).toEqual([]);
    expect(seen.faults).toEqual([]);
    await own.context().close();
  });

  it('sends real messages only at a second press, and shows no key of theirs', async () => {
    // The sandbox itself, as a server like any other.
    const connection = { base_url: playground.baseUrl, api_key: 'a-real-key' };
    const at = `${playground.url}/api/connection`;
    await fetch(at, { method: 'PUT', headers, body: JSON.stringify(connection) });
    try {
      await page.goto(playground.url);
      const before = await readWith('a-real-key');
      await button('Send 1 real message').waitFor();
      expect(await button('Pick an outcome').count()).toBe(0);
      await field('Text').fill('For real');
      await page.getByRole('tab', { name: 'curl' }).click();
      expect(await code().innerText()).toContain('"x-api-key: $CHATTI_API_KEY"');
      expect(await page.content()).not.toContain('a-real-key');
      await button('Send 1 real message').click();
      await button(/^Press again to send 1 real message/).waitFor();
      await keepPicture(page, 'playground-compose-real-light');
      expect(await findBarriers(page)).toEqual([]);
      expect((await readWith('a-real-key')).total).toBe(before.total);
      await page.waitForTimeout(550);
      await button(/^Press again/).click();
      await result().getByText('Sent through @chatti/core').waitFor();
      expect((await readWith('a-real-key')).total).toBe((before.total ?? 0) + 1);
    } finally {
      await fetch(at, { method: 'DELETE', headers, body: '{}' });
    }
  });

  it('has broken no rule of its policy in all of this', () => {
    expect(watched.faults).toEqual([]);
  });

  function readWith(apiKey: string): Promise<MessagePage<Message>> {
    return readSandbox({ ...playground, apiKey }, '/messages');
  }
});
