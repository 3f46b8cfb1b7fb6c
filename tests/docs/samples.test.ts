import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alphaSenderSupport } from '@chatti/core/rules';
import { createSandbox, type Sandbox } from '@chatti/sandbox';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findDocstringSamples, findPages, findPageSamples, root } from './find-samples.ts';
import type { Ran } from './run-samples.ts';
import { sendCurl } from './curl-line.ts';
import { compile, compiled, place, type Placed, runAll, start } from './sample-project.ts';

// Every sample of the READMEs, the guides and the docstrings: compiled together, and run against a sandbox.

const fences = findPageSamples();
const isCode = ({ language }: { readonly language: string }): boolean =>
  language === 'ts' || language === 'js';
const pageSamples = fences.filter(isCode).map(place);
const docstringSamples = findDocstringSamples().map(place);
const samples = [...pageSamples, ...docstringSamples];
const complaints = await compile(samples);

/** A sandbox that listens, with a default sender for docstrings, which may leave it out. */
async function listening(): Promise<Sandbox> {
  const sandbox = createSandbox({ accounts: { docstrings: { defaultSender: 'Acme' } }, latencyMs: 1 });
  await sandbox.listen({ port: 0 });
  return sandbox;
}

const shared = await listening();
afterAll(() => shared.close());
// For the tests in pages, which run in this process.
vi.stubEnv('CHATTI_API_KEY', 'docstrings');
vi.stubEnv('CHATTI_BASE_URL', shared.baseUrl);

const isTest = (sample: Placed): boolean => sample.isTest;
const isServer = ({ code }: Placed): boolean => /\b(?:app|server)\.listen\(/.test(code);
const isProgram = (sample: Placed): boolean => !sample.noRun && !isTest(sample) && !isServer(sample);

it('every sample compiles', () => {
  expect(complaints).toBe('');
});

it('every fence is of a language that is checked, or plain text', () => {
  const unknown = fences.filter(({ language }) => !['ts', 'js', 'sh', 'text'].includes(language));
  expect(unknown.map(({ name }) => name)).toEqual([]);
});

it('only these samples are compiled and not run', () => {
  const kept = samples.filter(({ noRun }) => noRun).map(({ page }) => page);
  // The configuration of Jest, which a test of the Nest module's own runs.
  expect(kept).toEqual(['packages/nest-module/README.md']);
});

/** What became of each sample that was run, by its name. */
const ran = new Map<string, Ran>();

beforeAll(async () => {
  const programs = samples.filter(isProgram);
  const halves = [0, 1].map((half) => programs.filter((_, index) => index % 2 === half));
  const runs = halves.map(async (half) => {
    await using sandbox = await listening();
    for (const result of await runAll(half, sandbox)) ran.set(result.name, result);
  });
  await Promise.all(runs);
}, 120_000);

/** Which samples failed, and which did not print what they say. */
function failuresOf(programs: readonly Placed[]): string[] {
  return programs.flatMap(({ name, prints }) => {
    const { printed = [], failures = ['was not run'] } = ran.get(name) ?? {};
    return [...failures, ...missing(prints, printed)].map((failure) => `${name}: ${failure}`);
  });
}

/** What was not printed in the order in which a sample says so. An explanation may follow what is printed. */
function missing(said: readonly string[], printed: readonly string[]): string[] {
  let at = 0;
  return said.flatMap((text) => {
    const found = printed.findIndex((line, index) => index >= at && isSaid(text, line));
    if (found < 0) return [`does not print "${text}", but ${JSON.stringify(printed.slice(at))}`];
    at = found + 1;
    return [];
  });
}

function isSaid(text: string, line: string): boolean {
  return text === line || (text.startsWith(line) && /^[:,;] /.test(text.slice(line.length)));
}

const pages = [...new Set(samples.filter(isProgram).map(({ page }) => page))];

it.each(pages)('the samples of %s do what they say', (page) => {
  expect(failuresOf(samples.filter((sample) => sample.page === page && isProgram(sample)))).toEqual([]);
});

describe.each(samples.filter((sample) => isTest(sample) && !sample.noRun))(
  'the test at $name',
  async (sample) => {
    await import(compiled(sample));
  },
);

/** The lines of `curl` between a sample and the next one of its page. */
function curlsAfter(sample: Placed): string[] {
  const rest = fences.slice(fences.findIndex(({ name }) => name === sample.name) + 1);
  const end = rest.findIndex((fence) => isCode(fence) || fence.page !== sample.page);
  return rest
    .slice(0, end < 0 ? undefined : end)
    .flatMap(({ language, code }) => (language === 'sh' ? linesOf(code) : []));
}

/** The commands of a fence, those over several lines as one. */
function linesOf(code: string): string[] {
  return code
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

describe('the server at', { concurrent: true }, () => {
  it.each(samples.filter(isServer))('$name starts and answers', async (sample) => {
    await using sandbox = await listening();
    await using server = await start(sample, sandbox);
    expect((await fetch(server.url)).status).toBeLessThan(500);
    for (const line of curlsAfter(sample).filter((text) => text.startsWith('curl'))) {
      expect((await sendCurl(line, server.url)).ok, line).toBe(true);
    }
  });
});

it('the table of sender IDs by country is that of the rules', () => {
  const guide = readFileSync(join(root, 'docs/guides/sender-ids-by-country.md'), 'utf8');
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  for (const status of ['supported', 'registration', 'unsupported'] as const) {
    const heading = `**${status.charAt(0).toUpperCase()}${status.slice(1)}**`;
    const listed = /```text\n([^`]*)```/
      .exec(guide.slice(guide.indexOf(heading)))?.[1]
      ?.trim()
      .split(/\s+/);
    expect(listed).toEqual(codes.filter((code) => alphaSenderSupport(code).status === status));
  }
});

const commands = fences.filter(({ language }) => language === 'sh');

describe('commands', () => {
  const lines = commands.flatMap(({ name, code }) => linesOf(code).map((line) => ({ name, line })));

  it.each(lines.filter(({ line }) => /^curl .*:4010/.test(line)))(
    '$name is answered: $line',
    async ({ line }) => {
      const { origin } = new URL(shared.baseUrl);
      expect((await sendCurl(line, origin)).ok).toBe(true);
    },
  );

  it('of curl to an application follow the sample that starts it', () => {
    const followed = new Set(samples.filter(isServer).flatMap(curlsAfter));
    expect(lines.filter(({ line }) => /^curl .*:3000/.test(line) && !followed.has(line))).toEqual([]);
  });

  it('are of kinds that are run, here or by the rehearsal of a release', () => {
    const known =
      /^(?:curl .*http:\/\/(?:localhost|127\.0\.0\.1):(?:3000|4010)|npm install |npm (?:start|test)\b|npx |openssl rand )/;
    expect(lines.filter(({ line }) => !known.test(line))).toEqual([]);
  });
});

it('every page that shows code has some that is run', () => {
  const run = samples.filter(({ noRun }) => !noRun);
  const checks = samples.reduce((sum, { checks, prints }) => sum + checks + prints.length, 0);
  console.log(
    `${samples.length} samples compiled, ${run.length} of them run, ${checks} of their comments checked`,
  );
  const silent = findPages().filter((page) => !run.some((sample) => sample.page === page));
  expect(silent).toEqual(['apps/playground/README.md']);
});
