import ts from 'typescript6';

/** A sample whose comments are held to what it does. */
interface Checked {
  readonly code: string;
  /** How many `value; // what it is` are checked. */
  readonly checks: number;
  /** What `console.log(…); // text` says that it prints, in order. */
  readonly prints: string[];
}

/**
 * Turns each `expression; // value` into a check of the value. A comment that is no value, such as a sentence, stays a
 * comment; what is said to be printed is given back, to be looked for in the output.
 */
export function withChecks(source: ts.SourceFile): Checked {
  let code = source.text;
  let checks = 0;
  const prints: string[] = [];
  for (const statement of source.statements.toReversed()) {
    if (!ts.isExpressionStatement(statement)) continue;
    const said = commentAfter(source.text, statement.end);
    const { expression } = statement;
    if (said === undefined || isPrint(expression) || ts.isAwaitExpression(expression)) continue;
    const value = valueIn(said);
    if (value === undefined) continue;
    checks += 1;
    const text = expression.getText(source);
    code = `${code.slice(0, statement.getStart(source))}shows(${text}, (${value}));${code.slice(statement.end)}`;
  }
  for (const [, text = ''] of source.text.matchAll(/^\s*console\.log\(.*\);[ \t]*\/\/ (.*)$/gm))
    prints.push(text);
  const prelude = checks > 0 ? `import { shows } from '#surroundings/shows';\n` : '';
  return { code: prelude + code, checks, prints };
}

function isPrint(expression: ts.Expression): boolean {
  return ts.isCallExpression(expression) && expression.expression.getText().startsWith('console.');
}

/** The comment on the line of a statement, or the lines of comment right below it. */
function commentAfter(text: string, end: number): string | undefined {
  const found = /^[ \t]*(?:\/\/[^\n]*|\n[ \t]*\/\/[^\n]*(?:\n[ \t]*\/\/[^\n]*)*)/.exec(text.slice(end))?.[0];
  return found?.replaceAll(/^[ \t]*\/\/ ?/gm, '').trim();
}

/** The value at the start of a comment, up to a colon that begins an explanation; undefined for a sentence. */
function valueIn(said: string): string | undefined {
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(said)) return `new Date('${said}')`;
  const [short = ''] = said.split(/(?<=^\w+): /);
  return [said, short].find(isLiteral);
}

/** Objects, lists, texts, numbers, `true`, `undefined` and the like: nothing that has to be looked up. */
function isLiteral(text: string): boolean {
  const { diagnostics } = ts.transpileModule(`(${text})`, { reportDiagnostics: true });
  if (diagnostics?.length !== 0) return false;
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const isKey =
      ts.isPropertyAssignment(node.parent ?? node) && (node.parent as ts.PropertyAssignment).name === node;
    if (ts.isIdentifier(node) && !isKey && node.text !== 'undefined') names.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('value.ts', `(${text})`, ts.ScriptTarget.Latest, true));
  return names.length === 0;
}
