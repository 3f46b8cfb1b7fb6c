import { describe, expect, it } from 'vitest';
import { platforms } from './platforms.ts';
import { scenarios } from './scenarios/index.ts';
import { play } from './scenarios/platform.ts';

describe.each(platforms)('on $platform', ({ platform, adapter }) => {
  it.each(scenarios)('$title', async (scenario) => {
    await expect(play(scenario, { name: platform, adapter })).resolves.toBeUndefined();
  });
});
