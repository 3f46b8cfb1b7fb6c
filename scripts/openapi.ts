// Writes docs/openapi.json out of the contract table and its comments. With --check it writes nothing and fails
// when the file is not what would be written.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import * as contract from '../packages/core/src/contract/index.ts';
import { toOpenApi, type OpenApiDocs } from '../packages/core/src/openapi/index.ts';

const place = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const source = place('packages/core/src/contract/index.ts');
const target = place('docs/openapi.json');

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

/** The doc comments of resources, rows and fields, as an editor would show them. */
function readDocs(): OpenApiDocs {
  const program = ts.createProgram([source], {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
  });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(source);
  const module = file && checker.getSymbolAtLocation(file);
  if (!file || !module) throw new Error(`${source} cannot be read`);
  const text = (symbol: ts.Symbol): string =>
    ts
      .displayPartsToString(symbol.getDocumentationComment(checker))
      .replace(/\{@link (\w+)\}/g, '`$1`')
      .replace(/\s+/g, ' ')
      .trim();
  const exported = (name: string): ts.Symbol => {
    const found = checker.getExportsOfModule(module).find((symbol) => symbol.name === name);
    if (!found) throw new Error(`${name} is not exported by the contract`);
    return found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
  };
  const docs = { resources: {}, rows: {}, fields: {} } as {
    [K in keyof OpenApiDocs]: Record<string, never>;
  } & OpenApiDocs;
  const put = (into: object, key: string, value: unknown): void => void Object.assign(into, { [key]: value });

  for (const resource of checker.getTypeOfSymbolAtLocation(exported('chattiV1'), file).getProperties()) {
    const [declaration] = resource.declarations ?? [];
    const value = declaration && checker.getShorthandAssignmentValueSymbol(declaration);
    const own = value && value.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(value) : value;
    put(docs.resources, resource.name, text(own ?? resource));
    for (const row of checker.getTypeOfSymbolAtLocation(resource, file).getProperties()) {
      put(docs.rows, `${resource.name}.${row.name}`, text(row));
    }
  }
  for (const [name, schema] of Object.entries(namedSchemas())) {
    const shapeName = contract.isPageSchema(schema) ? 'Page' : name;
    const shape = checker.getExportsOfModule(module).find((symbol) => symbol.name === shapeName);
    if (!shape) continue;
    const own = shape.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(shape) : shape;
    const fields = checker.getDeclaredTypeOfSymbol(own).getProperties();
    put(docs.fields, name, Object.fromEntries(fields.map((field) => [field.name, text(field)])));
  }
  return docs;
}

const { version } = JSON.parse(readFileSync(place('packages/core/package.json'), 'utf8')) as {
  version: string;
};
const document = toOpenApi({
  contract: contract.chattiV1,
  named: namedSchemas(),
  docs: readDocs(),
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
const written = `${JSON.stringify(document, null, 2)}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(target, written);
  console.log(`docs/openapi.json: ${Object.keys(document.paths).length} paths`);
} else if (readFileSync(target, 'utf8') !== written) {
  console.error('docs/openapi.json is stale. Run: node scripts/openapi.ts');
  process.exitCode = 1;
}
