import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { MAGIC_RECIPIENTS, OTHER_PRICE, TARIFF } from '@chatti/sandbox';
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
// However wide the formatter makes the columns of a table.
const plain = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}(:?)/g, '---$1');
const readme = plain(readFileSync(resolve(root, 'packages/sandbox/README.md'), 'utf8'));
const row = (...cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;

it('shows the help text of the command', () => {
  const bin = resolve(root, 'packages/sandbox/dist/bin.js');
  const help = execFileSync(process.execPath, [bin, '--help'], { encoding: 'utf8' });
  expect(readme).toContain(plain(`\`\`\`text\n${help}\`\`\``));
});

it('lists every magic recipient', () => {
  const rows = Object.entries(MAGIC_RECIPIENTS).map(([number, { outcome }]) => row(`\`${number}\``, outcome));
  expect(readme).toContain(`${row('Number', 'What happens')}${row('---', '---')}${rows.join('')}`);
});

it('lists every price', () => {
  const money = (amount: number) => (amount / 10_000).toFixed(4);
  const priced = [
    ...Object.entries(TARIFF).map(([code, price]) => [`+${code}`, price] as const),
    ['others', OTHER_PRICE] as const,
  ];
  const rows = priced.map(([code, { segment, mms }]) => row(code, money(segment), money(mms)));
  expect(readme).toContain(
    `${row('Calling code', 'USD a segment', 'USD an MMS')}${row('---', '---:', '---:')}${rows.join('')}`,
  );
});
