// Reads what an editor would show of a contract: a program cannot see its comments at run time.
import ts from 'typescript';
import { isPageSchema, type Schema } from '../packages/core/src/contract/index.ts';
import type { OpenApiDocs } from '../packages/core/src/openapi/index.ts';

/** What is to be read. */
export interface Documented {
  /** The files that export the table and its shapes; the first one is that of the table. */
  readonly sources: readonly string[];
  /** The name of the table. */
  readonly table: string;
  /** The schemas by the names of their shapes. */
  readonly named: Readonly<Record<string, Schema>>;
}

/** The doc comments of resources, rows and fields, as an editor would show them. */
export function readDocs({ sources, table, named }: Documented): OpenApiDocs {
  const program = ts.createProgram([...sources], {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
  });
  const checker = program.getTypeChecker();
  const modules = sources.map((source) => {
    const file = program.getSourceFile(source);
    const module = file && checker.getSymbolAtLocation(file);
    if (!file || !module) throw new Error(`${source} cannot be read`);
    return { file, exports: checker.getExportsOfModule(module) };
  });
  const [first] = modules;
  if (!first) throw new Error('there is nothing to read');
  const file = first.file;
  const find = (name: string): ts.Symbol | undefined =>
    modules.flatMap((module) => module.exports).find((symbol) => symbol.name === name);
  const text = (symbol: ts.Symbol): string =>
    ts
      .displayPartsToString(symbol.getDocumentationComment(checker))
      .replace(/\{@link (\w+)\}/g, '`$1`')
      .replace(/\s+/g, ' ')
      .trim();
  const exported = (name: string): ts.Symbol => {
    const found = find(name);
    if (!found) throw new Error(`${name} is not exported by the contract`);
    return found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
  };
  const docs = { resources: {}, rows: {}, fields: {} } as {
    [K in keyof OpenApiDocs]: Record<string, never>;
  } & OpenApiDocs;
  const put = (into: object, key: string, value: unknown): void => void Object.assign(into, { [key]: value });

  for (const resource of checker.getTypeOfSymbolAtLocation(exported(table), file).getProperties()) {
    const value = valueOf(resource, checker);
    const own = value && value.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(value) : value;
    put(docs.resources, resource.name, text(own ?? resource));
    for (const row of checker.getTypeOfSymbolAtLocation(resource, file).getProperties()) {
      put(docs.rows, `${resource.name}.${row.name}`, text(row));
    }
  }
  for (const [name, schema] of Object.entries(named)) {
    const shapeName = isPageSchema(schema) ? 'Page' : name;
    const shape = find(shapeName);
    if (!shape) continue;
    const own = shape.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(shape) : shape;
    const fields = checker.getDeclaredTypeOfSymbol(own).getProperties();
    put(docs.fields, name, Object.fromEntries(fields.map((field) => [field.name, text(field)])));
  }
  return docs;
}

/** The table of rows that a property of the contract stands for: `messages`, or `messages: typeof messages`. */
function valueOf(resource: ts.Symbol, checker: ts.TypeChecker): ts.Symbol | undefined {
  const [declaration] = resource.declarations ?? [];
  if (!declaration) return undefined;
  if (ts.isPropertySignature(declaration) && declaration.type && ts.isTypeQueryNode(declaration.type)) {
    return checker.getSymbolAtLocation(declaration.type.exprName);
  }
  return checker.getShorthandAssignmentValueSymbol(declaration);
}
