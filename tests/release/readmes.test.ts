import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findPageSamples } from '../docs/find-samples.ts';
import type { Ran } from '../docs/run-samples.ts';
import { place, type Placed } from '../docs/sample-project.ts';
import { commandsOf } from './commands-of.ts';
import { Project } from './project.ts';
import { Service, startSandbox } from './service.ts';

/** What of a report of vitest is looked at. */
interface Report {
  readonly success: boolean;
  readonly numPassedTests: number;
}

const { registry, tools } = inject('release');
const node = process.execPath;

/** What a reader of a page has before they follow it. */
const readers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'README.md': {},
  'packages/core/README.md': {},
  'packages/sandbox/README.md': { vitest: '5.1.1' },
  'packages/express-middleware/README.md': { '@types/express': '5.0.6' },
  'packages/nest-module/README.md': {
    '@nestjs/common': '12.5.1',
    '@nestjs/config': '12.0.1',
    '@nestjs/core': '12.5.1',
    '@nestjs/platform-express': '12.5.1',
    '@nestjs/terminus': '12.1.0',
    '@nestjs/testing': '12.1.1',
    '@opentelemetry/api': '1.9.1',
    'class-transformer': '0.5.1',
    'class-validator': '0.15.1',
    'reflect-metadata': '0.2.2',
    rxjs: '7.8.2',
    vitest: '5.1.1',
    // Its chapter about tests needs it.
    '@chatti/sandbox': '0.1.0',
  },
};
const pages = Object.keys(readers);

const compilerOptions = {
  module: 'nodenext',
  target: 'es2023',
  lib: ['es2023', 'dom', 'esnext.disposable'],
  types: ['node'],
  strict: true,
  experimentalDecorators: true,
  skipLibCheck: true,
  allowJs: true,
  rootDir: '.',
  outDir: 'out',
};

const isTest = ({ code }: Placed): boolean => code.includes(`from 'vitest'`);
const isServer = ({ code }: Placed): boolean => code.includes('.listen(');

/** The packages that samples import by their own text. */
function packagesIn(samples: readonly Placed[]): readonly string[] {
  const found = samples.flatMap(({ code }) =>
    Array.from(code.matchAll(/from '((?:@[^/']+\/)?[^./'][^/']*)/g), ([, name = '']) => name),
  );
  return [...new Set(found)].filter((name) => !name.startsWith('node:'));
}

describe.each(pages)('%s, followed in a clean project', (page) => {
  const fences = findPageSamples().filter((sample) => sample.page === page);
  const samples = fences.filter(({ language }) => /^[jt]s$/.test(language)).map(place);
  const file = ({ place: where }: Placed): string => `out/src/${where}.js`;
  let project: Project;
  let sandbox: Service;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    project = await Project.make(registry, {
      type: 'module',
      imports: { '#surroundings/*': './surroundings/*.ts' },
      dependencies: { '@types/node': '24.10.1', ...readers[page] },
    });
    await project.copy('tests/docs/surroundings', 'surroundings');
    const installs = commandsOf(page).filter((command) => command.startsWith('npm install'));
    const named = installs.flatMap((command) => command.split(/\s+/).slice(2));
    const imported = packagesIn(samples).filter(
      (name) => !named.includes(name) && readers[page]?.[name] === undefined,
    );
    await project.npm('install', ...named, ...imported);
    // What the samples order of it, such as faults, stays among those of a page.
    sandbox = await startSandbox(tools);
    env = {
      ...process.env,
      PORT: '0',
      NO_COLOR: '1',
      CHATTI_BASE_URL: sandbox.find(/Base URL\s+(\S+)/),
      CHATTI_API_KEY: 'readmes',
      CHATTI_WEBHOOK_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    };
  });

  afterAll(async () => {
    await sandbox?.stop();
    await project?.remove();
  });

  it('has samples that compile', async () => {
    for (const { place: where, language, module } of samples)
      await project.write(`src/${where}.${language}`, module);
    await project.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['src'] }));
    expect(await project.compile('typescript', '-p', '.')).toBe('');
  });

  it('has programs that run', async () => {
    const programs = samples.filter((one) => !one.noRun && !isTest(one) && !isServer(one));
    const runs = programs.map((one) => ({
      name: one.name,
      file: pathToFileURL(join(project.folder, file(one))).href,
      apiKey: one.name.replaceAll(/\W/g, '-'),
    }));
    const runner = resolve(import.meta.dirname, '../docs/run-samples.ts');
    const ran = JSON.parse(await project.run(node, [runner, JSON.stringify(runs)], { env })) as Ran[];
    expect(ran.map(({ name }) => name)).toEqual(programs.map(({ name }) => name));
    expect(ran.filter(({ failures }) => failures.length > 0)).toEqual([]);
  });

  if (samples.some(isServer))
    it('has applications that start and answer', async () => {
      for (const sample of samples.filter(isServer)) {
        const server = await Service.start({ project, node, args: [file(sample)], env }, /http:\/\/\S+/);
        try {
          const reply = await fetch(server.find(/(http:\/\/\S+)/).replace('[::1]', 'localhost'));
          expect(reply.status).toBeLessThan(500);
        } finally {
          await server.stop();
        }
      }
    });

  if (samples.some(isTest))
    it('has tests that pass', async () => {
      const tests = samples.filter(isTest).map(file);
      const reporters = [['json', { outputFile: 'report.json' }]];
      const config = { test: { include: tests, reporters } };
      await project.write('vitest.config.js', `export default ${JSON.stringify(config)};`);
      await project.run(node, ['node_modules/vitest/vitest.mjs', 'run'], { env });
      const report = JSON.parse(await readFile(join(project.folder, 'report.json'), 'utf8')) as Report;
      const { success, numPassedTests } = report;
      expect(success).toBe(true);
      expect(numPassedTests).toBeGreaterThan(0);
    });
});
