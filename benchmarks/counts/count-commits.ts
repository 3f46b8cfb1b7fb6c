import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox } from '@chatti/sandbox';
import type { CountName } from './counts.table.ts';

const message = { to: '+447700900123', from: 'Acme Shoes', body: 'Your order is ready.' };

/**
 * Commits in a write-ahead log of SQLite: frames whose header holds the size of the file after a commit. Source:
 * sqlite.org/fileformat2.html, section 4.
 */
function commitsIn(log: Buffer): number {
  const [headerBytes, frameHeaderBytes] = [32, 24];
  if (log.length < headerBytes) return 0;
  const frameBytes = frameHeaderBytes + log.readUInt32BE(8);
  let commits = 0;
  for (let at = headerBytes; at + frameBytes <= log.length; at += frameBytes) {
    // A frame of an earlier round of the log has another salt.
    const isCurrent = log.compare(log, 16, 24, at + 8, at + 16) === 0;
    if (isCurrent && log.readUInt32BE(at + 4) !== 0) commits++;
  }
  return commits;
}

/** Commits that calls cost a sandbox with a file, read from the file and not asked of the sandbox. */
export async function countCommits(): Promise<Partial<Record<CountName, number>>> {
  const folder = mkdtempSync(join(tmpdir(), 'chatti-commits-'));
  const file = join(folder, 'sandbox.db');
  const sandbox = createSandbox({ clock: 'manual', storage: { file } });
  const headers = { 'x-api-key': sandbox.apiKey, 'content-type': 'application/json' };
  const call = async (method: string, path: string, input?: object): Promise<void> => {
    const body = input === undefined ? {} : { body: JSON.stringify(input) };
    const response = await sandbox.fetch(`${sandbox.baseUrl}${path}`, { method, headers, ...body });
    if (response.status !== 200) throw new Error(`It was answered ${response.status}.`);
    await response.text();
  };
  const commitsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const before = commitsIn(readFileSync(`${file}-wal`));
    await work();
    return commitsIn(readFileSync(`${file}-wal`)) - before;
  };
  const sixteen = (one: () => Promise<void>) => () => Promise.all(Array.from({ length: 16 }, one));
  try {
    // The first call of all also opens the account.
    await call('GET', '/messages');
    return {
      'commits of 16 sends at once': await commitsOf(sixteen(() => call('POST', '/messages', message))),
      'commits of a batch of 1000': await commitsOf(() =>
        call('POST', '/messages/batch', { messages: Array.from({ length: 1000 }, () => message) }),
      ),
      'commits of 16 gets at once': await commitsOf(sixteen(() => call('GET', '/messages'))),
    };
  } finally {
    await sandbox.close();
    rmSync(folder, { recursive: true });
  }
}
