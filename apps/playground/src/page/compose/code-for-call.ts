import { Verbatim, literal } from './literal.ts';
import type { CallInCode } from './curl-call.ts';
import { curlCall } from './curl-call.ts';
import { hasInlineFile, withInlineFiles } from './inline-files.ts';
import { quoted } from './quoted.ts';

/** The ways to write a call. */
export const LANGUAGES = ['TypeScript', 'NestJS', 'Express', 'curl'] as const;

/** One way to write a call. */
export type Language = (typeof LANGUAGES)[number];

/** The code that makes exactly this call. Files are read from beside it. */
export function codeForCall(language: Language, call: CallInCode): string {
  return writers[language](call);
}

const writers: Readonly<Record<Language, (call: CallInCode) => string>> = {
  TypeScript: (call) => `import { createChatti } from '@chatti/core';
${fileImport(call)}
const chatti = createChatti({
  baseUrl: ${quoted(call.baseUrl)},
  apiKey: process.env.CHATTI_API_KEY,
});

${sending(call, { client: 'chatti', indent: '', keep: 'console.log' })}`,

  NestJS: (call) => `import type { Chatti } from '@chatti/core';
import { ChattiModule, InjectChatti } from '@chatti/nest-module';
import { Injectable, Module } from '@nestjs/common';
${fileImport(call)}
@Injectable()
export class Texts {
  constructor(@InjectChatti() private readonly chatti: Chatti) {}

  async send() {
    ${sending(call, { client: 'this.chatti', indent: '    ', keep: 'return' })}
  }
}

@Module({
  imports: [
    ChattiModule.forRoot({
      baseUrl: ${quoted(call.baseUrl)},
      apiKey: process.env.CHATTI_API_KEY,
    }),
  ],
  providers: [Texts],
})
export class TextsModule {}`,

  Express: (call) => `import { chatti, getChatti } from '@chatti/express-middleware';
import express from 'express';
${fileImport(call)}
const app = express();

app.use(
  chatti({
    baseUrl: ${quoted(call.baseUrl)},
    apiKey: process.env.CHATTI_API_KEY,
  }),
);

app.post('/texts', async (req, res) => {
  ${sending(call, { client: 'getChatti(req)', indent: '  ', keep: 'res.json' })}
});`,

  curl: curlCall,
};

function fileImport({ fields }: CallInCode): string {
  return hasInlineFile(fields) ? "import { readFile } from 'node:fs/promises';\n" : '';
}

interface Place {
  /** What the client is called here. */
  readonly client: string;
  readonly indent: string;
  /** What is done with what comes back. */
  readonly keep: 'console.log' | 'return' | 'res.json';
}

/** The call itself: one message, or the same to many. */
function sending({ to, fields, isMany }: CallInCode, { client, indent, keep }: Place): string {
  const own = withInlineFiles(
    fields,
    ({ filename = '' }) => new Verbatim(`await readFile(${quoted(filename)}, 'base64')`),
  );
  if (!isMany) {
    const message = { ...(to[0] === undefined ? {} : { to: to[0] }), ...own };
    const call = `${client}.messages.send(${literal(message, indent, 'tall')})`;
    if (keep === 'return') return `return ${call};`;
    const kept = keep === 'res.json' ? `\n${indent}res.json(message);` : '';
    return `const message = await ${call};${kept}`;
  }
  const lines = [
    `const recipients = ${literal(to, indent, 'tall')};`,
    `const text = ${literal(own, indent, 'tall')};`,
    'const messages = recipients.map((to) => ({ ...text, to }));',
    ...(keep === 'console.log' ? [] : ['const outcomes = [];']),
    `for await (const { index, outcome, error } of ${client}.messages.sendMany(messages)) {`,
    keep === 'console.log'
      ? '  console.log(recipients[index], outcome, error?.message);'
      : '  outcomes.push({ to: recipients[index], outcome, reason: error?.message });',
    '}',
    ...endings[keep],
  ];
  return lines.join(`\n${indent}`);
}

const endings: Readonly<Record<Place['keep'], readonly string[]>> = {
  'console.log': [],
  return: ['return outcomes;'],
  'res.json': ['res.json(outcomes);'],
};
