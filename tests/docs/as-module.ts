import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript6';
import { type Room, root, type Sample } from './find-samples.ts';
import { withChecks } from './with-checks.ts';

/** What may be imported for a sample that leaves imports out: each name with where it is from. */
type Exports = ReadonlyMap<string, string>;

const entryPoints: readonly (readonly [string, string, Room])[] = [
  ['@chatti/core', 'packages/core/src/index.ts', 'core'],
  ['@chatti/core/rules', 'packages/core/src/rules/index.ts', 'core'],
  ['@chatti/core/contract', 'packages/core/src/contract/index.ts', 'core'],
  ['@chatti/core/plugins', 'packages/core/src/plugins/index.ts', 'core'],
  ['@chatti/core/webhooks', 'packages/core/src/webhooks/index.ts', 'core'],
  ['@chatti/sandbox', 'packages/sandbox/src/index.ts', 'sandbox'],
  ['@chatti/express-middleware', 'packages/express-middleware/src/index.ts', 'express'],
  ['@chatti/express-middleware/upload', 'packages/express-middleware/src/upload/index.ts', 'express'],
  ['@chatti/nest-module', 'packages/nest-module/src/index.ts', 'nest'],
  ['@chatti/nest-module/terminus', 'packages/nest-module/src/terminus/index.ts', 'nest'],
  ['@chatti/nest-module/testing', 'packages/nest-module/src/testing/index.ts', 'nest'],
];

function parse(code: string): ts.SourceFile {
  return ts.createSourceFile('sample.ts', code, ts.ScriptTarget.Latest, true);
}

/** What a module exports, by the names in its own text; a type is written `type Name`. */
function exportsOf(file: string): string[] {
  return parse(readFileSync(join(root, file), 'utf8')).statements.flatMap((statement) => {
    if (
      ts.isExportDeclaration(statement) &&
      statement.exportClause &&
      ts.isNamedExports(statement.exportClause)
    ) {
      const { isTypeOnly } = statement;
      return statement.exportClause.elements.map(({ name, isTypeOnly: alone }) =>
        isTypeOnly || alone ? `type ${name.text}` : name.text,
      );
    }
    const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(isExport);
    return isExported ? declaredBy(statement) : [];
  });
}

function isExport({ kind }: ts.Modifier): boolean {
  return kind === ts.SyntaxKind.ExportKeyword;
}

function declaredBy(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
  if (ts.isInterfaceDeclaration(statement)) return [`type ${statement.name.text}`];
  const { name } = statement as ts.DeclarationStatement;
  return name ? [name.text] : [];
}

function namesIn(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));
}

function namesFrom(specifier: string, file: string): [string, string][] {
  return exportsOf(file).map((name) => [
    name.replace('type ', ''),
    `import { ${name} } from '${specifier}';`,
  ]);
}

const surroundings = new Map<Room, Exports>();

/** What samples of a room find around them. */
function surroundingsOf(room: Room): Exports {
  const known = surroundings.get(room);
  if (known) return known;
  const own = entryPoints
    .filter(([, , of]) => of === room && room !== 'core')
    .flatMap(([, file]) => exportsOf(file));
  const files = [...new Set(['core', room])];
  const names = new Map(
    files.flatMap((file) => namesFrom(`#surroundings/${file}`, `tests/docs/surroundings/${file}.ts`)),
  );
  // What a package exports under a name is meant where its own samples say that name.
  for (const name of own) if (names.get(name)?.includes('#surroundings/core')) names.delete(name);
  surroundings.set(room, names);
  return names;
}

/** What the packages export. The room's own comes last, and wins. */
function packagesFor(room: Room): Exports {
  const ordered = entryPoints.toSorted(
    ([, , left], [, , right]) => Number(left === room) - Number(right === room),
  );
  return new Map(ordered.flatMap(([specifier, file]) => namesFrom(specifier, file)));
}

/** The names that a sample uses and does not declare. */
function freeNames(source: ts.SourceFile): string[] {
  const declared = new Set<string>();
  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isKey(node)) (isDeclaration(node) ? declared : used).add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...used].filter((name) => !declared.has(name));
}

/** Whether a name is that of a property, which stands for nothing by itself. */
function isKey(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  const isMember =
    ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isClassElement(parent);
  return (isMember || ts.isTypeElement(parent)) && parent.name === node;
}

function isDeclaration(node: ts.Identifier): boolean {
  const { parent } = node;
  return !ts.isShorthandPropertyAssignment(parent) && 'name' in parent && parent.name === node;
}

function isWhole(source: ts.SourceFile): boolean {
  return (
    ts.transpileModule(source.text, {
      reportDiagnostics: true,
      compilerOptions: { experimentalDecorators: true },
    }).diagnostics?.length === 0
  );
}

/** Members of a class, with a class around them, in an application that starts and stops. */
function inClass(code: string): string {
  return `@Controller('sample')\nclass Sample {\n@InjectChatti() readonly chatti!: Chatti;\n@Inject(Inbox) readonly inbox!: Inbox;\n${code}}\nawait mount(Sample);\n`;
}

/** What a sample of a page may take from its surroundings, and what one that leaves imports out may take. */
function importsFor(sample: Sample, source: ts.SourceFile): string[] {
  const hasImports = source.statements.some(ts.isImportDeclaration);
  const around = surroundingsOf(sample.room);
  const packages: Exports = sample.inDocstring || !hasImports ? packagesFor(sample.room) : new Map();
  const lines = freeNames(source).map((name) => around.get(name) ?? packages.get(name));
  return [...new Set(lines.filter((line) => line !== undefined))];
}

/** A fragment of a test, as the test that it is. */
function inTest(code: string): string {
  return `import { expect, it } from 'vitest';\nit('does what it says', async () => {\n${code}});\n`;
}

/** A sample as a module of its own, and how many values in its comments are checked when it runs. */
export function asModule(sample: Sample): { code: string; checks: number; prints: string[] } {
  const given = parse(sample.code);
  const isFragmentOfTest = freeNames(given).includes('expect');
  const code = isFragmentOfTest ? inTest(sample.code) : isWhole(given) ? sample.code : inClass(sample.code);
  const checked = withChecks(parse(code));
  const imports = importsFor(sample, parse(checked.code));
  return { ...checked, code: `${imports.join('\n')}\n${checked.code}\nexport {};\n` };
}
