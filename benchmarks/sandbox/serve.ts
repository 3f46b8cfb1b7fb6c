/** Serves a sandbox with a file, for a benchmark in another process. Arguments: the file, and how it commits. */
import { createSandbox } from '@chatti/sandbox';

const [, , file = '', commit] = process.argv;
const sandbox = createSandbox({ storage: { file, commit: commit === 'request' ? 'request' : 'turn' } });
const { baseUrl } = await sandbox.listen({ port: 0 });
console.log(`listening on ${baseUrl}`);
