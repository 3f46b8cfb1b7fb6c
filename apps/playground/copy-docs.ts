// Puts the built documentation beside the page, so that the published playground brings it along.
import { cp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const built = new URL('dist', import.meta.resolve('@chatti/docs/package.json'));
const target = fileURLToPath(new URL('dist/docs', import.meta.url));

await rm(target, { recursive: true, force: true });
await cp(fileURLToPath(built), target, { recursive: true }).catch((cause: unknown) => {
  throw new Error('The documentation is not built. Run the build of @chatti/docs first.', { cause });
});
