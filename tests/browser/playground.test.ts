import type { Browser, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RunningPlayground } from '../playground/run-playground.ts';
import { ENVELOPE, readMessages } from '../playground/sandbox-reader.ts';
import { hasBrowser, keepPicture, openPage, phone } from './chromium.ts';
import type { WatchedPage } from './chromium.ts';
import { findBarriers } from './find-barriers.ts';
import { withPlayground } from './with-playground.ts';

const hostile = `<img src=x onerror="globalThis.taken=1"><script>globalThis.taken=1</script> javascript:taken=1 {{7*7}} ${'A'.repeat(90)}`;

describe.runIf(hasBrowser)('the playground in Chromium', () => {
  let browser: Browser;
  let playground: RunningPlayground;
  let watched: WatchedPage;
  let page: Page;

  withPlayground((given) => {
    ({ browser, playground, watched, page } = given);
  });

  /** Opens a room with a page of its own kind, and looks at it. */
  async function look(
    room: string,
    kind: Parameters<typeof openPage>[1],
    work: (seen: WatchedPage) => Promise<void>,
  ) {
    const seen = await openPage(browser, kind);
    await seen.page.goto(`${playground.url}${room}`);
    await work(seen);
    await seen.page.context().close();
  }

  it('says what to do next while there is no message', async () => {
    await page.goto(`${playground.url}/inbox`);
    await page.getByText('No message yet').waitFor();
    await page.getByRole('link', { name: 'Write the first one' }).click();
    await page.getByText('start from an example').waitFor();
    await keepPicture(page, 'playground-compose-empty-light');
    expect(watched.faults).toEqual([]);
  });

  it.each(['core', 'NestJS', 'Express'])(
    'sends through %s, and sees the message become delivered',
    async (road) => {
      const body = `Your order is ready. Sent through ${road}.`;
      await page.goto(playground.url);
      await page.getByRole('radio', { name: road }).check();
      await page.getByLabel('Text', { exact: true }).fill(body);
      await page.getByRole('button', { name: 'Send 1 message' }).click();
      await page.getByRole('status').getByText('delivered').waitFor();
      await page.getByRole('link', { name: 'See it in the inbox' }).click();

      const row = page.getByRole('region', { name: 'Messages' }).getByRole('link').filter({ hasText: body });
      await row.getByText('delivered').waitFor();
      expect(await row.count()).toBe(1);
      await page.getByRole('region', { name: 'Thread' }).getByText(body).waitFor();
    },
  );

  it('has sent what a stranger reads back from the sandbox, in the documented envelope', async () => {
    const listed = await readMessages(playground);
    expect(Object.keys(listed).sort()).toEqual(ENVELOPE);
    expect(listed.data.map(({ body, status }) => [body, status])).toEqual(
      ['Express', 'NestJS', 'core'].map((road) => [
        `Your order is ready. Sent through ${road}.`,
        'delivered',
      ]),
    );
  });

  it('shows the envelope with the names it has on the wire', async () => {
    await page.goto(`${playground.url}/inbox`);
    const shown = page.getByRole('region', { name: 'Messages' });
    await shown.getByText('item_count').waitFor();
    await expect
      .poll(async () => (await shown.locator('dl').innerText()).replaceAll('\n', ' '))
      .toBe('total 3 item_count 3 current_page 1 per_page 100 first_item 1 last_item 3');
  });

  it('mends a text that one character makes expensive with one click', async () => {
    await page.goto(playground.url);
    await page.getByRole('button', { name: 'start from an example' }).click();
    const meter = page.locator('form dl');
    await meter.getByText('UCS-2').waitFor();
    await keepPicture(page, 'playground-compose-light');
    await page.getByRole('button', { name: "Use ' instead" }).click();
    await meter.getByText('GSM-7').waitFor();
    expect(await page.getByLabel('Text', { exact: true }).inputValue()).toContain("It's the last weekend");
  });

  it('draws each letter of the lens where the field has it', async () => {
    const measures = await page.evaluate(() => {
      const box = document.querySelector('textarea');
      const view = box?.previousElementSibling;
      if (!box || !view) return [];
      return [box, view].map((element) => {
        const { font, letterSpacing, padding, lineHeight, width } = getComputedStyle(element);
        return { font, letterSpacing, padding, lineHeight, width, height: element.scrollHeight };
      });
    });
    expect(measures).toHaveLength(2);
    expect(measures[0]).toEqual(measures[1]);
  });

  it('says what happened to a message that is refused', async () => {
    const before = await readMessages(playground);
    await page.getByRole('button', { name: 'Remove +44 7700 900123' }).click();
    await page.getByLabel('To', { exact: true }).fill('07700');
    await page.getByRole('button', { name: 'Send 1 message' }).click();
    await page.getByText('Not sent, nothing reached the sandbox.').waitFor();
    expect(await page.getByLabel('To', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    expect((await readMessages(playground)).total).toBe(before.total);
  });

  it('keeps a hostile text a text', async () => {
    await page.goto(playground.url);
    await page.getByLabel('Text', { exact: true }).fill(hostile);
    await page.getByRole('region', { name: 'As the phone shows it' }).getByText('<img src=x').waitFor();
    await page.getByRole('button', { name: 'Send 1 message' }).click();
    await page.getByRole('link', { name: 'See it in the inbox' }).click();
    await page.getByRole('region', { name: 'Thread' }).getByText('<script>').waitFor();
    await page.getByRole('tab', { name: 'JSON' }).click();
    await page.locator('pre').getByText('<script>').waitFor();

    const traces = await page.evaluate(() => ({
      taken: 'taken' in globalThis,
      images: document.querySelectorAll('main img').length,
      scripts: document.querySelectorAll('body script').length,
    }));
    expect(traces).toEqual({ taken: false, images: 0, scripts: 0 });
  });

  it('keeps the key out of addresses and out of storage', async () => {
    const kept = await page.evaluate(() =>
      JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    expect(kept).not.toContain(playground.apiKey);
  });

  it('sends by keyboard alone', async () => {
    const { page: fresh, faults } = await openPage(browser, {});
    await fresh.goto(playground.url);
    const keys = fresh.keyboard;
    // From the top: the rooms, the sandbox, the road, its button, then the fields.
    const reach = async (name: string): Promise<void> => {
      for (let steps = 0; steps < 40; steps++) {
        await keys.press('Tab');
        const label = await fresh.evaluate(() => {
          const active = document.activeElement;
          const input =
            active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement ? active : undefined;
          return input?.labels?.[0]?.textContent ?? active?.textContent;
        });
        if (label === name) return;
      }
      throw new Error(`The keyboard does not reach ${name}.`);
    };
    await reach('core');
    await keys.press('ArrowRight');
    expect(await fresh.getByRole('radio', { name: 'NestJS' }).isChecked()).toBe(true);
    await reach('To');
    await keys.press('Backspace');
    await keys.press('Backspace');
    await keys.type('+44 7700 900456');
    await reach('Text');
    await keys.type('By keyboard alone');
    await keys.press('ControlOrMeta+Enter');
    await fresh.getByRole('status').getByText('delivered').waitFor();
    await reach('See it in the inbox');
    await keys.press('Enter');
    await fresh.getByRole('region', { name: 'Thread' }).getByText('By keyboard alone').waitFor();
    await keys.press('Escape');
    await fresh.waitForURL(/\/inbox$/);
    expect((await readMessages(playground)).data[0]).toMatchObject({
      to: '+447700900456',
      body: 'By keyboard alone',
    });
    expect(faults).toEqual([]);
    await fresh.context().close();
  });

  it.each(['light', 'dark'] as const)('has no serious barrier in any room, %s', async (colorScheme) => {
    await look('/', { colorScheme }, async ({ page: seen }) => {
      await seen.getByRole('button', { name: 'start from an example' }).click();
      await seen.getByRole('button', { name: 'Send 1 message' }).click();
      await seen.getByRole('status').getByText('delivered').waitFor();
      await keepPicture(seen, `playground-compose-sent-${colorScheme}`);
      expect(await findBarriers(seen)).toEqual([]);
    });
    await look('/inbox', { colorScheme }, async ({ page: seen }) => {
      await seen.getByRole('region', { name: 'Messages' }).getByRole('link').first().click();
      await seen.getByRole('region', { name: 'Thread' }).getByText('Sent through core').waitFor();
      await keepPicture(seen, `playground-inbox-${colorScheme}`);
      expect(await findBarriers(seen)).toEqual([]);
      await seen.getByRole('tab', { name: 'JSON' }).click();
      expect(await findBarriers(seen)).toEqual([]);
    });
  });

  it('fits a phone: two screens for list and thread, nothing beside the edge', async () => {
    await look('/', { ...phone }, async ({ page: seen, faults }) => {
      const overhang = (): Promise<number> =>
        seen.evaluate(() => {
          const inside = [...document.querySelectorAll('body, main, form, aside, section')];
          return Math.max(...inside.map((element) => element.scrollWidth - element.clientWidth));
        });
      await seen.getByRole('button', { name: 'start from an example' }).click();
      expect(await overhang()).toBe(0);
      await keepPicture(seen, 'playground-compose-phone');
      expect(await findBarriers(seen)).toEqual([]);

      await seen.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Inbox' }).click();
      const list = seen.getByRole('region', { name: 'Messages' });
      await list.getByText('delivered').first().waitFor();
      expect(await overhang()).toBe(0);
      await keepPicture(seen, 'playground-inbox-phone');

      await list.getByRole('link').filter({ hasText: '<img' }).click();
      await seen.getByRole('region', { name: 'Thread' }).waitFor();
      expect(await list.isVisible()).toBe(false);
      expect(await overhang()).toBe(0);
      await keepPicture(seen, 'playground-thread-phone');
      await seen.getByRole('link', { name: 'Back to the list' }).click();
      expect(await list.isVisible()).toBe(true);
      expect(faults).toEqual([]);
    });
  });

  it('has broken no rule of its policy in all of this, and would have been heard', async () => {
    expect(watched.faults).toEqual([]);
    await page.evaluate(() => {
      document.body.append(
        Object.assign(document.createElement('script'), { textContent: 'globalThis.taken = 1' }),
      );
    });
    await expect.poll(() => watched.faults).toEqual(['violated: script-src-elem']);
  });
});
