import type { Draft } from './draft.ts';
import { filledIn } from './draft.ts';

/** The ways to write a call. */
export const LANGUAGES = ['TypeScript', 'NestJS', 'Express', 'curl'] as const;

/** One way to write a call. */
export type Language = (typeof LANGUAGES)[number];

/** Where the call goes. */
export interface Target {
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** The code that sends exactly this draft. */
export function codeForCall(language: Language, draft: Draft, target: Target): string {
  return writers[language](draft, target);
}

const writers: Readonly<Record<Language, (draft: Draft, target: Target) => string>> = {
  TypeScript: (draft, { baseUrl }) => `import { createChatti } from '@chatti/core';

const chatti = createChatti({
  baseUrl: ${quoted(baseUrl)},
  apiKey: process.env.CHATTI_API_KEY,
});

const message = await chatti.messages.send(${literal(draft, '')});`,

  NestJS: (draft, { baseUrl }) => `import type { Chatti } from '@chatti/core';
import { ChattiModule, InjectChatti } from '@chatti/nest-module';
import { Injectable, Module } from '@nestjs/common';

@Injectable()
export class Texts {
  constructor(@InjectChatti() private readonly chatti: Chatti) {}

  send() {
    return this.chatti.messages.send(${literal(draft, '    ')});
  }
}

@Module({
  imports: [
    ChattiModule.forRoot({
      baseUrl: ${quoted(baseUrl)},
      apiKey: process.env.CHATTI_API_KEY,
    }),
  ],
  providers: [Texts],
})
export class TextsModule {}`,

  Express: (draft, { baseUrl }) => `import { chatti, getChatti } from '@chatti/express-middleware';
import express from 'express';

const app = express();

app.use(
  chatti({
    baseUrl: ${quoted(baseUrl)},
    apiKey: process.env.CHATTI_API_KEY,
  }),
);

app.post('/texts', async (req, res) => {
  const message = await getChatti(req).messages.send(${literal(draft, '  ')});
  res.json(message);
});`,

  curl: (draft, { baseUrl, apiKey }) => `curl -X POST ${shellQuoted(`${baseUrl}/messages`)} \\
  -H ${shellQuoted(`x-api-key: ${apiKey}`)} \\
  -H 'content-type: application/json' \\
  -d ${shellQuoted(JSON.stringify(filledIn(draft)))}`,
};

function literal(draft: Draft, indent: string): string {
  const lines = Object.entries(filledIn(draft)).map(
    ([name, value]) => `${indent}  ${name}: ${quoted(value)},`,
  );
  return `{\n${lines.join('\n')}\n${indent}}`;
}

/** A text as a JavaScript literal in single quotes. */
export function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}

/** A text as one word of a POSIX shell. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
