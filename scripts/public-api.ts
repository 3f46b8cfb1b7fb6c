import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import ts from 'typescript';

/** The public API of one entry point. */
export interface EntryApi {
  /** `index` for the package itself, else the name behind the slash. */
  readonly entry: string;
  readonly text: string;
}

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  noLib: true,
  types: [],
};
const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

/**
 * The public API of a package, read from its built declarations: for each entry point every export with its declaration,
 * without comments and in the order of the alphabet, and after them the shapes of the same package that these mention.
 * @param folder where the package lies
 */
export function publicApiOf(folder: string): readonly EntryApi[] {
  const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    exports: Readonly<Record<string, string>>;
  };
  const doors = Object.entries(exports).filter(([, file]) => file.endsWith('.js'));
  const files = doors.map(([, file]) => realpathSync(join(folder, file.replace(/\.js$/, '.d.ts'))));
  const program = ts.createProgram(files, options, ownFilesHost());
  const home = realpathSync(join(folder, 'dist')) + sep;
  return doors.map(([door], index) => {
    const source = program.getSourceFile(files[index] ?? '');
    if (source === undefined) throw new Error(`${name} has not been built.`);
    const specifier = name + door.slice(1);
    return {
      entry: door.slice(2) || 'index',
      text: describe(specifier, source, new Home(program.getTypeChecker(), home)),
    };
  });
}

/** Reads the files of the package and none of what they import from others, which is not its API. */
function ownFilesHost(): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (literals, importer) =>
    literals.map(({ text }) => {
      if (!text.startsWith('.')) return { resolvedModule: undefined };
      const resolvedFileName = join(dirname(importer), text.replace(/\.js$/, '.d.ts'));
      return { resolvedModule: { resolvedFileName, extension: ts.Extension.Dts } };
    });
  return host;
}

/** What is declared in the files of one package. */
class Home {
  readonly #checker: ts.TypeChecker;
  readonly #folder: string;

  constructor(checker: ts.TypeChecker, folder: string) {
    this.#checker = checker;
    this.#folder = folder.replaceAll('\\', '/');
  }

  /** The exports of a module, by name. */
  exportsOf(source: ts.SourceFile): readonly ts.Symbol[] {
    const symbol = this.#checker.getSymbolAtLocation(source);
    return symbol === undefined ? [] : this.#checker.getExportsOfModule(symbol).toSorted(byName);
  }

  /** What a name stands for, behind all imports and exports. */
  origin(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  /** The declarations of a symbol that stand at the top of a file of this package. */
  declarationsOf(symbol: ts.Symbol): readonly ts.Node[] {
    const statements = (symbol.declarations ?? []).map((node) =>
      ts.isVariableDeclaration(node) ? node.parent.parent : node,
    );
    return statements.filter(
      ({ parent }) =>
        parent !== undefined && ts.isSourceFile(parent) && parent.fileName.startsWith(this.#folder),
    );
  }

  /** The symbols of this package that a declaration mentions. */
  mentionedIn(node: ts.Node): readonly ts.Symbol[] {
    const found = new Set<ts.Symbol>();
    const visit = (child: ts.Node): void => {
      const symbol = ts.isIdentifier(child) ? this.#checker.getSymbolAtLocation(child) : undefined;
      const origin = symbol && this.origin(symbol);
      if (origin && this.declarationsOf(origin).length > 0) found.add(origin);
      ts.forEachChild(child, visit);
    };
    visit(node);
    return [...found];
  }
}

function byName(left: ts.Symbol, right: ts.Symbol): number {
  return left.name < right.name ? -1 : Number(left.name > right.name);
}

/** The text of one entry point. */
function describe(specifier: string, source: ts.SourceFile, home: Home): string {
  const named = home.exportsOf(source).map((symbol) => ({ name: symbol.name, origin: home.origin(symbol) }));
  const exported = new Set(named.map(({ origin }) => origin));
  const reached = new Set(exported);
  // A set takes what is added while it is read.
  for (const symbol of reached) {
    for (const node of home.declarationsOf(symbol)) {
      for (const mentioned of home.mentionedIn(node)) reached.add(mentioned);
    }
  }
  const shapes = [...reached].filter((symbol) => !exported.has(symbol)).toSorted(byName);
  const globals = source.statements.filter((node) => ts.isModuleDeclaration(node)).map(print);
  const parts = [
    `The public API of ${specifier}, written by \`npm run api\`. A change of it needs a changeset.`,
    ...globals,
    ...named.map(({ name, origin }) => declare(name, origin, home)),
    ...(shapes.length > 0 ? ['---- Mentioned above, and not exported here ----'] : []),
    ...shapes.map((symbol) => declare(symbol.name, symbol, home)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function declare(name: string, origin: ts.Symbol, home: Home): string {
  const declarations = home.declarationsOf(origin).map(print);
  if (declarations.length === 0) return `${name}: of another package`;
  return origin.name === name ? declarations.join('\n') : `${name}:\n${declarations.join('\n')}`;
}

function print(node: ts.Node): string {
  const text = printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile());
  return text.replace(/^(?:export )?(?:declare (?!global))?/, '');
}
