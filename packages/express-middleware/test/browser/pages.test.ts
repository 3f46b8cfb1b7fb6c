import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Result } from 'axe-core';
import express from 'express';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { chattiRouter, optOutLink, optOutPage, type OptOutTexts } from '../../src/index.ts';
import { serve } from '../serve.ts';
import { upstream } from '../upstream.ts';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
/** Without a browser this is skipped, and seen to be, unless a browser is required. */
const hasBrowser = existsSync(executablePath) || process.env['CHATTI_REQUIRE_BROWSER'] !== undefined;

// What Chromium needs as root and in a container, and what keeps it from calling home.
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe.runIf(hasBrowser)('in Chromium', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function open(url: string): Promise<Page> {
    const context = await browser.newContext();
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(url);
    return page;
  }

  describe('a page that calls chattiRouter', () => {
    /** An app whose API lets the pages of one other origin in, and two other origins. */
    async function origins() {
      const blank = express().use((_request, response) => {
        response.type('html').send('<!doctype html><title>page</title>');
      });
      const [listed, stranger] = [await serve(blank), await serve(blank)];
      const { client, seen } = upstream();
      const router = chattiRouter({
        client,
        authorize: () => true,
        expose: ['messages.send'],
        origins: [listed],
      });
      const app = await serve(express().use('/api', router).use(blank));
      return { app, listed, stranger, seen };
    }

    /** Sends from inside a page, and gives the status or why there is none. */
    function send(
      page: Page,
      url: string,
      init: { mode?: RequestMode; type?: string } = {},
    ): Promise<string> {
      const { mode = 'cors', type = 'application/json' } = init;
      return page.evaluate(
        async ([target, requestMode, contentType]) => {
          const body = JSON.stringify({ to: '+447700900123', body: 'Hello' });
          const headers = { 'content-type': contentType };
          try {
            const reply = await fetch(target, {
              method: 'POST',
              mode: requestMode,
              headers,
              body,
              credentials: 'include',
            });
            return `${reply.type} ${reply.status}`;
          } catch {
            return 'blocked';
          }
        },
        [`${url}/api/messages`, mode, type] as const,
      );
    }

    it('may send from the app itself and from a listed origin', async () => {
      const { app, listed, seen } = await origins();
      expect(await send(await open(app), app)).toBe('basic 200');
      expect(await send(await open(listed), app)).toBe('cors 200');
      expect(seen).toHaveLength(2);
    });

    it('may not send from any other origin, whatever it tries', async () => {
      const { app, stranger, seen } = await origins();
      const page = await open(stranger);
      expect(await send(page, app)).toBe('blocked');
      // These go out without a preflight, and are refused by the server.
      expect(await send(page, app, { type: 'text/plain' })).toBe('blocked');
      expect(await send(page, app, { mode: 'no-cors', type: 'text/plain' })).toBe('opaque 0');
      expect(seen).toEqual([]);
    });

    it('may not send from a sandboxed frame of the app itself', async () => {
      const { app, seen } = await origins();
      const page = await open(app);
      const outcome = await page.evaluate(async (url) => {
        const frame = document.createElement('iframe');
        frame.setAttribute('sandbox', 'allow-scripts');
        const body = JSON.stringify(JSON.stringify({ to: '+447700900123', body: 'Hello' }));
        frame.srcdoc = `<script>fetch(${JSON.stringify(url)}, { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${body} })
          .then((reply) => parent.postMessage(String(reply.status), '*'), () => parent.postMessage('blocked', '*'))</script>`;
        const told = new Promise<unknown>((resolve) => {
          addEventListener('message', ({ data }) => resolve(data), { once: true });
        });
        document.body.append(frame);
        return told;
      }, `${app}/api/messages`);
      expect(outcome).toBe('blocked');
      expect(seen).toEqual([]);
    });

    it('may not send by a form of another origin', async () => {
      const { app, stranger, seen } = await origins();
      const page = await open(stranger);
      await page.setContent(
        `<form method="post" enctype="text/plain" action="${app}/api/messages"><input name='{"to":"+447700900123","body":"' value='x"}'><button>Go</button></form>`,
      );
      const [reply] = await Promise.all([
        page.waitForResponse(`${app}/api/messages`),
        page.getByRole('button').click(),
      ]);
      expect(reply.status()).toBe(403);
      expect(seen).toEqual([]);
    });
  });

  describe('the opt-out page', () => {
    const secret = '0123456789abcdef0123456789abcdef';

    async function optOut(texts: Partial<OptOutTexts> = {}) {
      const { client, seen } = upstream();
      const url = await serve(
        express().use('/stop', optOutPage({ client, secret, brand: 'Acme Shoes', texts })),
      );
      const page = await open(await optOutLink({ number: '+447700900123', secret, baseUrl: `${url}/stop` }));
      return { page, seen };
    }

    it('opts out by its one button, by keyboard alone', async () => {
      const { page, seen } = await optOut();
      expect(seen).toEqual([]);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'You are opted out' }).waitFor();
      expect(seen.map(({ body }) => body)).toEqual([{ number: '+447700900123' }]);
    });

    it.each(['light', 'dark'] as const)('has no barriers that axe-core finds, in %s', async (colorScheme) => {
      const { page } = await optOut();
      await page.emulateMedia({ colorScheme });
      expect(await barriers(page)).toEqual([]);
      await page.getByRole('button').click();
      expect(await barriers(page)).toEqual([]);
    });

    it('is drawn with its style under its own content security policy', async () => {
      const { page } = await optOut({ dir: 'rtl', lang: 'ar' });
      expect(await page.getByRole('button').evaluate((button) => getComputedStyle(button).fontWeight)).toBe(
        '600',
      );
      expect(await page.getByRole('heading').evaluate((heading) => getComputedStyle(heading).direction)).toBe(
        'rtl',
      );
    });
  });
});

/** Everything that axe-core finds, each with where it is. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const found = await page.evaluate(async () => {
    // Put there by the line before.
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Result[] }> } };
    return (await axe.run()).violations;
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
