/**
 * Runs the program of a folder in a process of its own. Arguments: the program and the origin of the server. It tells how
 * long the import took and how long it was until a first send was answered; on a message it sends once more.
 */
import { pathToFileURL } from 'node:url';

const [, , program = '', origin = ''] = process.argv;
const start = performance.now();
// A program of sdks.table.ts.
const { client } = (await import(pathToFileURL(program).href)) as {
  client: (origin: string) => () => Promise<unknown>;
};
const send = client(origin);
const importedMs = performance.now() - start;
await send();
const repliedMs = performance.now() - start;
process.once('message', () => {
  const sayAndEnd = (sent: boolean) => process.send?.({ sent }, undefined, {}, () => process.exit());
  send().then(
    () => sayAndEnd(true),
    () => sayAndEnd(false),
  );
});
process.send?.({ importedMs, repliedMs });
