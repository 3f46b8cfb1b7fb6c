// Takes the pictures of the READMEs: pnpm --filter @chatti/tests pictures
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startChromium } from '../browser/chromium.ts';
import { runPlayground, freePorts } from '../playground/run-playground.ts';
import type { RunningPlayground } from '../playground/run-playground.ts';

const folder = join(import.meta.dirname, '../../docs/images');
await mkdir(folder, { recursive: true });
const browser = await startChromium();
const playground = await runPlayground(...freePorts);
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  await compose(page);
  await traffic(page);
  await inbox(page);
} finally {
  await browser.close();
  await playground.stop();
}

async function keep(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

async function compose(page: Page): Promise<void> {
  await page.goto(playground.url);
  await page.getByRole('button', { name: 'start from an example' }).click();
  await page.getByText('hints from the server').waitFor();
  await page.getByText('USD').first().waitFor();
  await keep(page, 'compose');
}

async function traffic(page: Page): Promise<void> {
  await page.goto(`${playground.url}/faults`);
  await page.getByLabel('Script', { exact: true }).fill('429; retry-after=1\n429; retry-after=2\nok');
  await page.getByRole('button', { name: 'Order 3 faults' }).click();
  await page.getByRole('list', { name: 'Faults to come' }).waitFor();
  await send(playground, { body: 'Your order 4411 is ready.' });
  await page.goto(`${playground.url}/traffic`);
  await page.getByRole('link').filter({ hasText: '3 attempts' }).click();
  await page.getByText(/Retry-After: 2/).waitFor();
  await keep(page, 'traffic');
}

async function inbox(page: Page): Promise<void> {
  const orders = [
    'It’s here! Your order 4411 can be picked up.',
    'Reminder: fitting tomorrow at 10:00',
    'Thank you!',
  ];
  for (const [index, body] of orders.entries())
    await send(playground, { to: `+4477009003${20 + index}`, body });
  await send(playground, { to: '+12025550102', body: 'Your parcel comes today.' });
  const sale = { to: '+447700900123', from: '+447700900999' };
  await send(playground, { ...sale, body: 'Winter sale today: 20% off everything. Opt out: {OptOutURL}' });
  await page.goto(`${playground.url}/inbox`);
  const list = page.getByRole('region', { name: 'Messages' });
  await list.getByRole('link').filter({ hasText: 'Winter sale' }).getByText('delivered').waitFor();
  await list.getByRole('link').filter({ hasText: 'Winter sale' }).click();
  const panel = page.getByRole('complementary', { name: 'Message' });
  await panel.getByLabel('Reply as +447700900123').fill('Yes please, keep me one in size 42');
  await panel.getByRole('button', { name: 'Reply', exact: true }).click();
  await list.getByText('Yes please').waitFor();
  await panel.getByRole('region', { name: 'Thread' }).getByText('Yes please').waitFor();
  await keep(page, 'inbox');
}

/** Sends as the page does. */
async function send({ url }: RunningPlayground, fields: object): Promise<void> {
  const body = JSON.stringify({ to: '+447700900123', from: 'Acme Shoes', ...fields });
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(`${url}/api/send/nest`, { method: 'POST', headers, body });
  if (!reply.ok) throw new Error(`The message for a picture was answered ${reply.status}.`);
}
