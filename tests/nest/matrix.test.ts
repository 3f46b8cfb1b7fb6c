import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Project } from '../release/project.ts';

/** The versions of Nest and what belongs to them; the newest of their majors when this was written. */
const nests = [
  {
    nest: 12,
    platforms: { express: '12.5.1', fastify: '12.5.0' },
    rest: { common: '12.5.1', core: '12.5.1', testing: '12.1.1', config: '12.0.1', terminus: '12.1.0' },
  },
  {
    nest: 11,
    platforms: { express: '11.2.10', fastify: '11.2.8' },
    rest: { common: '11.2.10', core: '11.2.10', testing: '11.2.6', config: '4.0.4', terminus: '11.1.1' },
  },
] as const;

const runs = nests.flatMap(({ nest, platforms, rest }) => [
  { nest, rest, platform: 'express', adapter: 'ExpressAdapter', version: platforms.express },
  { nest, rest, platform: 'fastify', adapter: 'FastifyAdapter', version: platforms.fastify },
]);

const others = {
  '@chatti/core': '0.1.0',
  '@chatti/nest-module': '0.1.0',
  '@chatti/sandbox': '0.1.0',
  '@types/node': '24.10.1',
  'class-transformer': '0.5.1',
  'class-validator': '0.15.1',
  'reflect-metadata': '0.2.2',
  rxjs: '7.8.2',
};

const compilerOptions = {
  module: 'nodenext',
  target: 'es2023',
  strict: true,
  experimentalDecorators: true,
  allowImportingTsExtensions: true,
  rewriteRelativeImportExtensions: true,
  skipLibCheck: true,
  types: ['node'],
  outDir: 'built',
  rootDir: '.',
};

describe.each(runs)('Nest $nest on $platform', ({ rest, platform, adapter, version }) => {
  let project: Project | undefined;

  beforeAll(async () => {
    const nest = Object.entries({ ...rest, [`platform-${platform}`]: version }).map(([name, one]) => [
      `@nestjs/${name}`,
      one,
    ]);
    const dependencies = { ...Object.fromEntries(nest), ...others } as Record<string, string>;
    project = await Project.install(
      { name: 'project', type: 'module', dependencies },
      inject('release').registry,
    );
    await project.copy('packages/nest-module/test/scenarios', 'scenarios');
    await project.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['*.ts', 'scenarios'] }));
    await project.write(
      'scenarios.test.ts',
      `import { test } from 'node:test';
import { ${adapter} } from '@nestjs/platform-${platform}';
import { scenarios } from './scenarios/index.ts';
import { play } from './scenarios/platform.ts';

for (const scenario of scenarios) {
  test(scenario.title, () => play(scenario, { name: '${platform}', adapter: () => new ${adapter}() }));
}
`,
    );
    await project.compile('typescript', '-p', '.');
  });

  afterAll(() => project?.remove());

  it('does all that the package promises, installed from a registry', async () => {
    const told = await project?.run(process.execPath, [
      '--test',
      '--test-reporter=tap',
      'built/scenarios.test.js',
    ]);
    const counts = Object.fromEntries(
      Array.from((told ?? '').matchAll(/^# (tests|pass|fail) (\d+)$/gm), ([, what, count]) => [
        what,
        Number(count),
      ]),
    ) as { tests: number; pass: number; fail: number };
    expect(counts.tests).toBeGreaterThan(10);
    expect(counts).toEqual({ tests: counts.tests, pass: counts.tests, fail: 0 });
  });
});
