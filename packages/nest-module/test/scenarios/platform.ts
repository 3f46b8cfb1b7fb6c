import type { INestApplication } from '@nestjs/common';
import type { AbstractHttpAdapter } from '@nestjs/core';
import type { TestingModule } from '@nestjs/testing';

/** A platform of Nest to run the scenarios on. */
export interface Platform {
  readonly name: string;
  adapter(): AbstractHttpAdapter;
}

/** What a scenario runs in; `after` is called in the end, the last one first. */
export interface Stage {
  readonly platform: Platform;
  after(work: () => unknown): void;
}

/** One thing that the package does, shown in a whole app. Throws where it does not. */
export interface Scenario {
  readonly title: string;
  run(stage: Stage): Promise<void>;
}

/** Runs a scenario and cleans up behind it. */
export async function play({ run }: Scenario, platform: Platform): Promise<void> {
  const works: (() => unknown)[] = [];
  try {
    await run({ platform, after: (work) => works.unshift(work) });
  } finally {
    for (const work of works) await work();
  }
}

/** Serves an app on a free port of loopback; gives its URL. */
export async function listen(
  module: TestingModule,
  { platform, after }: Stage,
  prepare: (app: INestApplication) => void = () => undefined,
): Promise<string> {
  const app = module.createNestApplication(platform.adapter(), { logger: false });
  prepare(app);
  after(() => app.close());
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
}
