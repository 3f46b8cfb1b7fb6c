// Writes docs/openapi.json out of the contract table and its comments. With --check it writes nothing and fails
// when the file is not what would be written.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as contract from '../packages/core/src/contract/index.ts';
import { toOpenApi } from '../packages/core/src/openapi/index.ts';
import { readDocs } from './read-docs.ts';
import { writeOrCheck } from './write-or-check.ts';

const place = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const source = place('packages/core/src/contract/index.ts');

/** Every `fooSchema` of the contract, as component `Foo`. */
function namedSchemas(): Record<string, contract.Schema> {
  const schemas = Object.entries(contract).filter(
    ([name]) => name.endsWith('Schema') && !name.startsWith('is'),
  );
  // What is exported under such a name is a schema; the page test of the contract holds it.
  return Object.fromEntries(
    schemas.map(([name, schema]) => [componentName(name), schema as contract.Schema]),
  );
}

function componentName(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1).replace(/Schema$/, '')}`;
}

const { version } = JSON.parse(readFileSync(place('packages/core/package.json'), 'utf8')) as {
  version: string;
};
const document = toOpenApi({
  contract: contract.chattiV1,
  named: namedSchemas(),
  docs: readDocs({ sources: [source], table: 'chattiV1', named: namedSchemas() }),
  info: {
    title: 'Chatti API V1, as implemented by Chatti for TypeScript',
    version,
    description:
      'Generated from the contract table of @chatti/core. Chatti documents the conventions of its API and not its endpoints: which parts are documented and which are chosen by this project is said in the README. Not an official document of Chatti.',
    server: {
      url: 'http://127.0.0.1:4010/v1',
      description: 'The sandbox on this machine. Chatti publishes no base URL.',
    },
  },
});
await writeOrCheck('docs/openapi.json', `${JSON.stringify(document, null, 2)}\n`);
