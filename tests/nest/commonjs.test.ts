import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findPageSamples } from '../docs/find-samples.ts';
import { Project } from '../release/project.ts';

// The oldest Node that the packages are for; where npm has none for this machine, the Node of this test.
const { registry, node22 } = inject('release');
const node = node22 ?? process.execPath;

const dependencies = {
  '@chatti/core': '0.1.0',
  '@chatti/nest-module': '0.1.0',
  '@chatti/sandbox': '0.1.0',
  '@nestjs/common': '11.2.10',
  '@nestjs/core': '11.2.10',
  '@nestjs/platform-express': '11.2.10',
  '@nestjs/testing': '11.2.6',
  '@types/jest': '30.0.0',
  '@types/node': '24.10.1',
  jest: '30.5.2',
  'reflect-metadata': '0.2.2',
  rxjs: '7.8.2',
  'ts-jest': '29.4.15',
  typescript: '5.9.3',
};

const compilerOptions = {
  module: 'nodenext',
  isolatedModules: true,
  target: 'es2023',
  strict: true,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
  skipLibCheck: true,
  types: ['node', 'jest'],
  outDir: 'dist',
  rootDir: 'src',
};

const orders = `
import type { Chatti } from '@chatti/core';
import { ChattiModule, type EventOf, InjectChatti, OnChattiEvent } from '@chatti/nest-module';
import { Injectable, Module } from '@nestjs/common';

@Injectable()
export class Orders {
  readonly reached: (string | null)[] = [];

  constructor(@InjectChatti() private readonly chatti: Chatti) {}

  ready(reference: string) {
    const body = \`Your order \${reference} is ready.\`;
    return this.chatti.messages.send({ to: '+447700900123', from: 'Acme Shoes', body, reference });
  }

  @OnChattiEvent('message.delivered')
  delivered({ data }: EventOf<'message.delivered'>) {
    this.reached.push(data.message.reference);
  }
}

@Module({
  imports: [
    ChattiModule.forRoot({
      apiKey: 'key',
      baseUrl: 'https://upstream.invalid/v1',
      webhooks: { path: '/webhooks', secrets: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
    }),
  ],
  providers: [Orders],
})
export class AppModule {}
`;

const spec = `
import { ChattiTesting, ChattiTestingModule } from '@chatti/nest-module/testing';
import { Test } from '@nestjs/testing';
import { AppModule, Orders } from './orders';

it('an order that is ready is told, and its delivery noted', async () => {
  const module = await Test.createTestingModule({ imports: [AppModule, ChattiTestingModule.forRoot()] }).compile();
  const app = await module.createNestApplication({ logger: false }).init();
  const testing = app.get(ChattiTesting);
  await app.get(Orders).ready('7');
  expect(testing.inbox.latest()?.body).toBe('Your order 7 is ready.');
  await testing.clock.advance(1000);
  await testing.sandbox.webhooks.settled();
  expect(app.get(Orders).reached).toEqual(['7']);
  await app.close();
});

it('runs on ' + process.version, () => {
  expect(process.version).toMatch(new RegExp(process.env.EXPECTED_NODE ?? ''));
});
`;

const main = `
require('reflect-metadata');
const { NestFactory } = require('@nestjs/core');
const { AppModule, Orders } = require('./dist/orders.js');

NestFactory.create(AppModule, { logger: ['error', 'warn'] }).then(async (app) => {
  await app.init();
  console.log(app.get(Orders).reached.length === 0 ? 'started' : 'odd');
  await app.close();
});
`;

/** The Jest setting as the README tells it. */
function documentedSetting(): string {
  return findPageSamples().find(({ code }) => code.startsWith('// jest.config.js'))?.code ?? '';
}

describe('a CommonJS project on Nest 11 and Node 22', () => {
  let project: Project;

  beforeAll(async () => {
    project = await Project.install({ dependencies }, registry);
    await project.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['src'] }));
    await project.write('jest.config.js', documentedSetting());
    await project.write('src/orders.ts', orders);
    await project.write('src/orders.spec.ts', spec);
    await project.write('main.js', main);
  });

  afterAll(() => project?.remove());

  it('compiles and starts', async () => {
    await project.run(node, ['node_modules/typescript/bin/tsc', '-p', '.']);
    expect((await project.run(node, ['main.js'])).trim()).toBe('started');
  });

  it('passes its tests in Jest with the documented setting', async () => {
    const env = { ...process.env, EXPECTED_NODE: node22 === undefined ? '' : '^v22' };
    const told = await project.run(node, ['node_modules/jest/bin/jest.js', '--json'], { env });
    expect(JSON.parse(told)).toMatchObject({ numPassedTests: 2, numFailedTests: 0, success: true });
  });
});
