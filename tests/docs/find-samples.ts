import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The root of the project. */
export const root = resolve(import.meta.dirname, '../..');

/** What a sample is about, which decides what it finds around it. */
export type Room = 'core' | 'sandbox' | 'express' | 'nest';

/** One fence of a page, or one `@example` of a docstring. */
export interface Sample {
  /** The file and the line at which it begins. */
  readonly name: string;
  /** The page or source file it stands in. */
  readonly page: string;
  readonly room: Room;
  /** What stands after the fence: `ts`, `js`, `sh`, … */
  readonly language: string;
  /** Compiled and not run: marked `no-run` after the fence. */
  readonly noRun: boolean;
  /** In a docstring, where imports may be left out. */
  readonly inDocstring: boolean;
  readonly code: string;
}

const rooms: readonly (readonly [RegExp, Room])[] = [
  [/nest/, 'nest'],
  [/express/, 'express'],
  [/sandbox/, 'sandbox'],
];

function roomOf(page: string): Room {
  return rooms.find(([pattern]) => pattern.test(page))?.[1] ?? 'core';
}

/** The fences of a text in Markdown, each with the line at which its code begins. */
function fencesOf(text: string): { line: number; info: string; code: string }[] {
  return Array.from(text.matchAll(/^```(\S[^\n]*)\n([\s\S]*?)^```$/gm), (match) => {
    const [, info = '', code = ''] = match;
    return { line: text.slice(0, match.index).split('\n').length + 1, info, code };
  });
}

function samplesOf(page: string, text: string, inDocstring: boolean, firstLine = 1): Sample[] {
  return fencesOf(text).map(({ line, info, code }) => {
    const [language = '', ...marks] = info.split(/\s+/);
    const name = `${page}:${line + firstLine - 1}`;
    return { name, page, room: roomOf(page), language, noRun: marks.includes('no-run'), inDocstring, code };
  });
}

/** The pages that an integrator reads. */
export function findPages(): string[] {
  const guides = readdirSync(join(root, 'docs/guides')).map((file) => `docs/guides/${file}`);
  const packages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}/README.md`);
  return [
    'README.md',
    'docs/index.md',
    'apps/playground/README.md',
    ...packages,
    ...guides.filter((page) => page.endsWith('.md')),
  ];
}

/** Every fence of every page. */
export function findPageSamples(): Sample[] {
  return findPages().flatMap((page) => samplesOf(page, readFileSync(join(root, page), 'utf8'), false));
}

/** Every `@example` of every docstring in the sources of the packages, with or without a fence. */
export function findDocstringSamples(): Sample[] {
  return readdirSync(join(root, 'packages')).flatMap((name) =>
    readdirSync(join(root, 'packages', name, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/\.test(-d|-data)?\.ts$/.test(file))
      .toSorted()
      .flatMap((file) => docstringSamples(`packages/${name}/src/${file}`)),
  );
}

function docstringSamples(page: string): Sample[] {
  const text = readFileSync(join(root, page), 'utf8');
  return Array.from(text.matchAll(/^[ \t]*\/\*\*[\s\S]*?\*\/$/gm)).flatMap(({ 0: comment, index }) => {
    const inside = comment
      .replace(/\*\/$/, '')
      .split('\n')
      .map((line) => line.replace(/^\s*\/?\*{1,2} ?/, '').trimEnd())
      .join('\n')
      .replaceAll('*\\/', '*/');
    const line = text.slice(0, index).split('\n').length;
    return Array.from(inside.matchAll(/^@example[ \t]*\n?([\s\S]*?)(?=^@example|$(?![\s\S]))/gm), (match) => {
      const start = line + inside.slice(0, match.index).split('\n').length - 1;
      return samplesOf(page, fenced(match[1] ?? ''), true, start + 1);
    }).flat();
  });
}

/** An example without a fence is code to its end. */
function fenced(example: string): string {
  return /^```/m.test(example) ? example : `\`\`\`ts\n${example.trimEnd()}\n\`\`\`\n`;
}
