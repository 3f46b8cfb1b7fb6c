import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import ts from 'typescript6';

/** A program as a user writes it; each place of interest is marked by a comment before it. */
const program = `
import { createChatti } from '@chatti/core';
const chatti = createChatti({ /*option*/timeoutMs: 1000 });
const message = await chatti.messages./*send*/send({ to: '+447700900123', /*field*/body: 'hi' });
message./*read*/segments;
const page = await chatti.messages./*list*/list({ /*query*/per_page: 10 });
page.data[0]?./*item*/price;
page./*next*/next();
chatti.messages./*many*/sendMany([]);
chatti./*resource*/optOuts;
chatti.messages.send({ to: '', /*typo*/bdoy: 'hi' });
`;

const fileName = join(import.meta.dirname, 'editor-program.ts');

/** An editor's view of the program. */
function openEditor(): ts.LanguageService {
  const options: ts.CompilerOptions = {
    strict: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    exactOptionalPropertyTypes: true,
    types: [],
    noEmit: true,
  };
  return ts.createLanguageService({
    getScriptFileNames: () => [fileName],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const text = name === fileName ? program : ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => import.meta.dirname,
    getCompilationSettings: () => options,
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    fileExists: (name) => name === fileName || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    ...(ts.sys.realpath && { realpath: ts.sys.realpath }),
  });
}

let editor: ts.LanguageService;
beforeAll(() => {
  editor = openEditor();
});

function hover(mark: string): { readonly signature: string; readonly docs: string; readonly tags: string[] } {
  const info = editor.getQuickInfoAtPosition(fileName, program.indexOf(`/*${mark}*/`) + mark.length + 4);
  return {
    signature: ts.displayPartsToString(info?.displayParts),
    docs: ts.displayPartsToString(info?.documentation),
    tags: info?.tags?.map(({ name }) => name) ?? [],
  };
}

describe('what an editor shows', () => {
  it.each([
    ['send', 'Send one message to one recipient.'],
    ['field', 'The text, 1 to 1570 characters'],
    ['read', 'How many SMS the text takes'],
    ['list', 'Read one page of messages'],
    ['query', 'Items a page, 1 to 1000'],
    ['item', 'The price as decimal text'],
    ['next', 'Reads the page after this one'],
    ['many', 'Send any number of messages'],
    ['resource', 'Opt-outs'],
    ['option', 'Milliseconds for one attempt'],
  ])('at %s: %s', (mark, words) => {
    expect(hover(mark).docs).toContain(words);
  });

  it('names the shapes of a call, with its errors and an example', () => {
    const { signature, tags } = hover('send');
    expect(signature).toContain('(input: SendMessage, options?: CallOptions) => Promise<Message>');
    expect(tags).toEqual(expect.arrayContaining(['throws', 'example']));
  });

  it('says of a typo which shape it is not a field of', () => {
    const messages = editor
      .getSemanticDiagnostics(fileName)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/'bdoy' does not exist in type 'SendMessage'/);
  });
});
