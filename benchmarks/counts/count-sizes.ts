import { allBytes, bundle, staticBytes } from '../size/bundle.ts';
import { installed } from '../size/installed.ts';
import type { CountName } from './counts.table.ts';

const here = import.meta.dirname;

const sends = `import { createChatti } from '@chatti/core'; await createChatti().messages.send({ to: '', body: '' });`;
const verifies = `import { verifyWebhook } from '@chatti/core/webhooks'; await verifyWebhook('', {}, { secrets: '' });`;
const counts = `import { countSegments } from '@chatti/core/rules'; console.log(countSegments(process.argv[2]));`;

/** Bytes of bundles and packages that an install brings. */
export async function countSizes(): Promise<Partial<Record<CountName, number>>> {
  const sending = await bundle(sends, here);
  const packagesOf = (name: string): number => installed(name, here).packages;
  return {
    'bytes loaded by a program that only sends': staticBytes(sending),
    'bytes of the same in one file': allBytes(sending),
    'bytes of a program that only verifies webhooks': staticBytes(await bundle(verifies, here)),
    'bytes of a program that only counts segments': staticBytes(await bundle(counts, here)),
    'packages of @chatti/core': packagesOf('@chatti/core'),
    'packages of @chatti/sandbox': packagesOf('@chatti/sandbox'),
    'packages of @chatti/nest-module': packagesOf('@chatti/nest-module'),
    'packages of @chatti/express-middleware': packagesOf('@chatti/express-middleware'),
  };
}
