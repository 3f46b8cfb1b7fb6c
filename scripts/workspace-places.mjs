import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folders of the workspace that have tests, from the root. */
export function workspacePlaces(root) {
  const inside = ['packages', 'apps'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name)),
  );
  return [...inside, 'tests'].filter((place) => existsSync(join(root, place, 'vitest.config.ts')));
}
