import { createSandbox } from '@chatti/sandbox';
import type { Browser, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RunningPlayground } from '../playground/run-playground.ts';
import { hasBrowser, keepPicture, openPage, phone } from './chromium.ts';
import type { WatchedPage } from './chromium.ts';
import { findBarriers } from './find-barriers.ts';
import { withPlayground } from './with-playground.ts';

/** The rooms of this suite, each with a word that shows it is there. */
const rooms = [
  { path: '/traffic', name: 'traffic', shows: 'messages.send' },
  { path: '/traffic/deliveries', name: 'deliveries', shows: 'message.delivered' },
  { path: '/faults', name: 'faults', shows: 'reset-after-commit' },
  { path: '/opt-outs', name: 'opt-outs', shows: '+447700900321' },
  { path: '/senders', name: 'senders', shows: 'Would this sender work there?' },
  { path: '/webhooks', name: 'webhooks', shows: 'The playground itself' },
  { path: '/account', name: 'account', shows: 'Default sender' },
  { path: '/recordings', name: 'recordings', shows: 'Save recording' },
  { path: '/connect', name: 'connect', shows: 'A real account' },
] as const;

describe.runIf(hasBrowser)('the rooms of the playground', () => {
  let browser: Browser;
  let playground: RunningPlayground;
  let watched: WatchedPage;
  let page: Page;

  withPlayground((given) => {
    ({ browser, playground, watched, page } = given);
  });

  /** Gives something to the playground's server, as its page does. */
  function post(path: string, body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    return fetch(`${playground.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  const send = (fields: object = {}): Promise<Response> =>
    post('/api/send/core', {
      to: '+447700900123',
      from: 'Acme Shoes',
      body: 'Your order is ready.',
      ...fields,
    });

  it('says what to do next where there is nothing', async () => {
    await page.goto(`${playground.url}/recordings`);
    await page.getByText('Nothing is saved yet').waitFor();
    await page.goto(`${playground.url}/opt-outs`);
    await page.getByText('Nobody has opted out').waitFor();
    await page.goto(`${playground.url}/nowhere`);
    await page.getByText('There is no room at this address').waitFor();
  });

  it('paints first with less than 200 kB of script', async () => {
    const seen = await openPage(browser, {});
    await seen.page.goto(playground.url);
    await seen.page.getByRole('textbox', { name: 'Text', exact: true }).waitFor();
    await seen.page.waitForLoadState('networkidle');
    const scripts = await seen.page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.endsWith('.js')),
    );
    const zipped = await Promise.all(
      scripts.map(async (script) => {
        const { headers } = await fetch(script, { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } });
        expect(headers.get('content-encoding'), script).toBe('gzip');
        return Number(headers.get('content-length'));
      }),
    );
    const bytes = zipped.reduce((sum, one) => sum + one, 0);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(200_000);
    await seen.page.context().close();
  });

  it('draws a fault script as a waterfall, with what the client was asked to wait', async () => {
    await page.goto(`${playground.url}/faults`);
    await page.getByText('Nothing goes wrong.').waitFor();
    await page.getByRole('button', { name: 'A busy minute' }).click();
    expect(await page.getByLabel('Script', { exact: true }).inputValue()).toContain('429; retry-after=1');
    await page
      .getByLabel('Script', { exact: true })
      .fill('429; retry-after=1\n503; retry-after=0-after-commit\nreset');
    await page.getByRole('button', { name: 'Order 3 faults' }).click();
    await page.getByRole('alert').or(page.locator('[aria-invalid=true]')).first().waitFor();

    await page.getByLabel('Script', { exact: true }).fill('429; retry-after=1\nok');
    await page.getByRole('button', { name: 'Order 2 faults' }).click();
    await page.getByRole('list', { name: 'Faults to come' }).getByText('429; retry-after=1').waitFor();
    await page.getByRole('navigation', { name: 'Rooms' }).getByText('1 fault to come').waitFor();
    expect((await send()).status).toBe(200);

    await page.getByRole('link', { name: 'Traffic' }).click();
    const call = page
      .getByRole('region', { name: 'Requests' })
      .getByRole('link')
      .filter({ hasText: '2 attempts' });
    await call.click();
    const waterfall = page.getByRole('region', { name: 'Attempts over time' });
    await waterfall.getByText(/waited 1\.\d+ s, Retry-After: 1/).waitFor();
    expect(await waterfall.getByRole('button').allInnerTexts()).toHaveLength(2);
    await keepPicture(page, 'playground-waterfall-light');
    await waterfall.getByRole('button').first().click();
    await page.getByText('It met a fault that was ordered: 429').waitFor();
    await page.getByRole('tab', { name: 'curl' }).click();
    const copied = await page.locator('pre').innerText();
    expect(copied).toContain('/v1/messages');
    expect(copied).not.toContain(playground.apiKey);
  });

  it('shows what became of each event, and posts one again', async () => {
    await page.goto(`${playground.url}/traffic/deliveries`);
    await page.getByRole('region', { name: 'Deliveries' }).getByText('message.delivered').first().click();
    const panel = page.getByRole('complementary', { name: 'Delivery' });
    await panel.getByText('What was signed').waitFor();
    expect(await panel.locator('pre').first().innerText()).toMatch(
      /^\S+\.\d{10}\.\{"id":"\S+?","type":"message\.delivered"/,
    );
    await panel.getByRole('button', { name: 'Resend' }).click();
    await panel.getByText('Attempt 2, resent').waitFor();
    const received = await fetch(`${playground.url}/api/received-events`);
    // The receiver is the Nest module's: what it had before it does not handle again.
    const types = ((await received.json()) as { type: string }[]).map(({ type }) => type);
    expect(types.filter((type) => type === 'message.delivered')).toHaveLength(1);
  });

  it('holds the clock, and moves it to what is scheduled', async () => {
    await page.goto(`${playground.url}/faults`);
    await page.getByRole('radio', { name: 'Held' }).click();
    await page.getByText('Clock held').waitFor();
    const at = await fetch(`${playground.baseUrl.replace(/v1$/, 'sandbox')}/clock`).then((reply) =>
      reply.json(),
    );
    const { now } = at as { now: string };
    const scheduled = new Date(Date.parse(now) + 7_200_000).toISOString();
    const sent = (await (await send({ scheduled_at: scheduled })).json()) as { id: string; status: string };
    expect(sent.status).toBe('scheduled');
    await page.getByText(/The next thing is due in 1 h 59 min|The next thing is due in 2 h/).waitFor();
    const status = async (): Promise<string> => {
      const one = await post('/api/call/messages/get', { id: sent.id });
      return ((await one.json()) as { status: string }).status;
    };
    await page.getByLabel('Advance by').fill('1 h');
    await page.getByRole('button', { name: 'Advance', exact: true }).click();
    await page.getByText(/The next thing is due in (59 min|1 h)/).waitFor();
    expect(await status()).toBe('scheduled');
    const clock = page.getByRole('region', { name: 'Clock' }).last();
    for (const next of ['queued', 'sent', 'delivered']) {
      await clock.getByRole('button', { name: 'Next event' }).click();
      await expect.poll(status).toBe(next);
    }
    await page.getByRole('radio', { name: 'Runs' }).click();
    await page.getByText('Clock runs').waitFor();
  });

  it('changes latency and rate limit', async () => {
    await page.goto(`${playground.url}/faults`);
    await page.getByLabel('Latency, ms').fill('40');
    await page.getByLabel('Requests').fill('5');
    await page.getByLabel('in seconds').fill('3600');
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await expect
      .poll(
        async () =>
          ((await (await post('/api/sandbox/settings/get', {})).json()) as { latency_ms: number }).latency_ms,
      )
      .toBe(40);
    const replies = await Promise.all(
      Array.from({ length: 8 }, () =>
        fetch(`${playground.baseUrl}/account`, { headers: { 'x-api-key': playground.apiKey } }),
      ),
    );
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(3);
    await page.getByLabel('Requests').fill('');
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await expect.poll(async () => (await send()).status).toBe(200);
  });

  it('opts a number out, by a form that the contract drew', async () => {
    await page.goto(`${playground.url}/opt-outs`);
    await page.getByLabel('Number', { exact: true }).fill('0123');
    await page.getByRole('button', { name: 'Opt out' }).click();
    await page.locator('[aria-invalid=true]').waitFor();
    await page.getByLabel('Number', { exact: true }).fill('+44 7700 900321');
    await page.getByRole('button', { name: 'Opt out' }).click();
    await page.getByRole('cell', { name: '+447700900321' }).waitFor();
    expect((await send({ to: '+447700900321' })).status).toBe(400);
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByText('Nobody has opted out').waitFor();
    expect((await send({ to: '+447700900321' })).status).toBe(200);
    await post('/api/call/optOuts/create', { number: '+447700900321' });
  });

  it('makes, changes and deletes a webhook', async () => {
    await page.goto(`${playground.url}/webhooks`);
    await page.getByLabel('Name').fill('Orders');
    await page.getByLabel('URL').fill('http://127.0.0.1:9/hook');
    await page.getByRole('button', { name: 'Make the webhook' }).click();
    await page.getByText('Its signing secret is shown this once').waitFor();
    expect(await page.locator('main').innerText()).not.toContain('whsec_');
    const row = page.getByRole('row').filter({ hasText: 'Orders' });
    await row.getByRole('button', { name: 'Change' }).click();
    await page.getByLabel('Name').fill('Orders and returns');
    await page.getByRole('button', { name: 'Save' }).click();
    const changed = page.getByRole('row').filter({ hasText: 'Orders and returns' });
    await changed.waitFor();
    await changed.getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => changed.count()).toBe(0);
  });

  it('changes the account of the sandbox', async () => {
    await page.goto(`${playground.url}/account`);
    await page.getByLabel('Name').fill('Acme Ltd');
    await page.getByLabel('Balance').fill('12.5');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Acme Ltd', { exact: true }).waitFor();
    const account = (await (await post('/api/call/account/get', {})).json()) as Record<string, string>;
    expect(account).toMatchObject({ name: 'Acme Ltd', default_sender: '+447700900999' });
    expect(Number(account['balance'])).toBe(12.5);
  });

  it('saves a recording, loads it from its file, and replays it without a difference', async () => {
    await page.goto(`${playground.url}/recordings`);
    await page.getByLabel('Save what happened').fill('Morning');
    await page.getByRole('button', { name: 'Save recording' }).click();
    await page.getByRole('cell', { name: 'Morning' }).waitFor();
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    const path = await (await waiting).path();
    await page.getByLabel('Load a file').setInputFiles(path);
    await expect.poll(() => page.getByRole('row').count()).toBe(3);
    await page.getByRole('button', { name: 'Replay it' }).click();
    await page.getByText(/steps replayed in .* without a difference/).waitFor();
    await keepPicture(page, 'playground-replay-light');
    await page.getByLabel('Load a file').setInputFiles({
      name: 'photo.json',
      mimeType: 'application/json',
      buffer: Buffer.from('not json'),
    });
    await page.getByText('Nothing was loaded').waitFor();
  });

  it('names what is no row of the contract without its query, and leaves the filters their room', async () => {
    const headers = { 'x-api-key': playground.apiKey };
    for (const path of ['/messages?direction=outbound', '/messages', `/${'nowhere'.repeat(20)}`])
      await fetch(`${playground.baseUrl}${path}`, { method: 'OPTIONS', headers });
    for (const width of [1024, 390]) {
      const { page: seen } = await openPage(browser, { viewport: { width, height: 800 } });
      await seen.goto(`${playground.url}/traffic`);
      const filter = seen.getByLabel('Endpoint');
      await filter.locator('option', { hasText: 'nowhere' }).waitFor({ state: 'attached' });
      expect(await filter.locator('option', { hasText: 'OPTIONS /v1/messages' }).count()).toBe(1);
      await seen.getByRole('button', { name: 'Clear' }).click({ trial: true });
      expect((await filter.boundingBox())?.width).toBeLessThanOrEqual(300);
      await seen.context().close();
    }
  });

  it('sets the codes of the contract’s comments as code', async () => {
    await page.goto(`${playground.url}/opt-outs`);
    await page.getByText('mended as to of a send').waitFor();
    expect(await page.locator('form code').allInnerTexts()).toEqual(['to', 'api', 'import']);
  });

  it.each(['light', 'dark'] as const)(
    'gives the API reference the colours of the page, %s',
    async (colorScheme) => {
      const { page: seen } = await openPage(browser, { colorScheme });
      const paper = (): Promise<string> =>
        seen.evaluate(() => getComputedStyle(document.body).backgroundColor);
      await seen.goto(playground.url);
      const own = await paper();
      await seen.goto(`${playground.url}/viewer/`);
      await seen.locator(`body.${colorScheme}-mode`).waitFor();
      await expect.poll(paper).toBe(own);
      await seen.context().close();
    },
  );

  it('shows both documents of the API, and calls the sandbox from there', async () => {
    const seen = await openPage(browser, { colorScheme: 'light' });
    const elsewhere: string[] = [];
    seen.page.on('request', (request) => {
      if (!/^(?:http:\/\/127\.0\.0\.1|data:|blob:)/.test(request.url())) elsewhere.push(request.url());
    });
    await seen.page.goto(`${playground.url}/reference`);
    const viewer = seen.page.frameLocator('iframe');
    await viewer.getByText('Send one message to one recipient').first().waitFor({ timeout: 20_000 });
    await keepPicture(seen.page, 'playground-reference-light');
    await viewer.getByText('Read one page of messages').first().click();
    await viewer.getByRole('button', { name: 'Test Request (get /messages)' }).click();
    await viewer.getByRole('button', { name: /^Send get request to/ }).click();
    const asked = async (): Promise<unknown[]> => {
      const journal = await post('/api/sandbox/journal/list', { endpoint: 'messages.list' });
      return ((await journal.json()) as { data: { status: number }[] }).data.map(({ status }) => status);
    };
    await expect.poll(asked, { timeout: 5000 }).toEqual([200]);
    await seen.page.keyboard.press('Escape');
    await seen.page.getByRole('radio', { name: 'Sandbox' }).check();
    await viewer.getByText('Read what the sandbox is like').first().waitFor({ timeout: 20_000 });
    expect(elsewhere).toEqual([]);
    expect(seen.faults).toEqual([]);
    await seen.page.context().close();
  });

  it.each(['light', 'dark'] as const)('has no serious barrier in any of them, %s', async (colorScheme) => {
    const seen = await openPage(browser, { colorScheme });
    for (const { path, name, shows } of rooms) {
      await seen.page.goto(`${playground.url}${path}`);
      await seen.page.locator('main').getByText(shows).filter({ visible: true }).first().waitFor();
      await keepPicture(seen.page, `playground-${name}-${colorScheme}`);
      expect(await findBarriers(seen.page), path).toEqual([]);
    }
    expect(seen.faults).toEqual([]);
    await seen.page.context().close();
  });

  it('fits a phone, with the rooms that its bar has no place for behind "More"', async () => {
    const { page: seen, faults } = await openPage(browser, { ...phone });
    for (const { path, name, shows } of rooms) {
      await seen.goto(`${playground.url}${path}`);
      await seen.locator('main').getByText(shows).filter({ visible: true }).first().waitFor();
      const overhang = await seen.evaluate(() =>
        Math.max(
          ...[...document.querySelectorAll('html, body, main')].map(
            (element) => element.scrollWidth - element.clientWidth,
          ),
        ),
      );
      expect(overhang, path).toBe(0);
      await keepPicture(seen, `playground-${name}-phone`);
    }
    await seen.getByRole('link', { name: 'More' }).click();
    await seen.getByRole('link', { name: 'Recordings' }).click();
    await seen.waitForURL(/\/recordings$/);
    expect(faults).toEqual([]);
    await seen.context().close();
  });

  it('connects to another server loudly, keeps its key to itself, and finds back', async () => {
    await using server = createSandbox({ account: { name: 'Elsewhere' } });
    const { baseUrl } = await server.listen({ port: 0 });
    const key = 'canary-key-of-a-real-account';
    await page.goto(`${playground.url}/connect`);
    await page.getByLabel('Base URL', { exact: true }).fill('http://chatti.example/v1');
    await page.getByLabel('API key', { exact: true }).fill(key);
    await page.getByRole('button', { name: 'Connect, and send for real' }).click();
    await page.getByText('must be https').waitFor();
    await page.getByLabel('Base URL', { exact: true }).fill(baseUrl);
    await page.getByLabel('API key', { exact: true }).fill('invalid-key');
    await page.getByRole('button', { name: 'Connect, and send for real' }).click();
    await page.getByText('is not known to the server').waitFor();
    await page.getByLabel('API key', { exact: true }).fill(key);
    await page.getByRole('button', { name: 'Connect, and send for real' }).click();
    await page.getByRole('alert').getByText('Messages are real.').waitFor();
    await keepPicture(page, 'playground-connect-real-light');

    expect((await send()).status).toBe(200);
    expect(server.account(key).inbox.list()).toHaveLength(1);
    await page.goto(`${playground.url}/traffic`);
    await page.getByText('This room is about the sandbox').waitFor();
    const kept = await page.evaluate(async () => {
      const info = await (await fetch('/api/info')).text();
      return JSON.stringify([
        info,
        location.href,
        { ...localStorage },
        { ...sessionStorage },
        document.cookie,
      ]);
    });
    expect(kept).not.toContain(key);
    expect(await page.content()).not.toContain(key);

    await page.getByRole('alert').getByRole('button', { name: 'Back to the sandbox' }).click();
    await page.getByText('Messages are real.').waitFor({ state: 'hidden' });
    expect((await send()).status).toBe(200);
    expect(server.account(key).inbox.list()).toHaveLength(1);
  });

  it('has broken no rule of its policy in all of this', () => {
    expect(watched.faults).toEqual([]);
  });
});
