import { FRAGMENTS } from './time-fragments.table.ts';
import { GRAMMAR } from './time-grammar.table.ts';
import { readParts, type Reading } from './time-parts.ts';

/** A form ready to be matched at one place of a text. */
export interface CompiledForm {
  readonly pattern: RegExp;
  readonly reading: Reading | undefined;
}

let compiled: readonly CompiledForm[] | undefined;

/** The grammar, compiled when it is first needed and not when the module is loaded. */
export function compileGrammar(): readonly CompiledForm[] {
  compiled ??= GRAMMAR.map(([form, reading]) => ({
    pattern: new RegExp(eitherCase(expand(form)), 'y'),
    reading: typeof reading === 'string' ? readParts(reading) : reading,
  }));
  return compiled;
}

const expand = (form: string): string =>
  form.replace(/<(\w+)>/g, (_all, name: string) => expand(FRAGMENTS[name] ?? ''));

/** Words in braces, which are no quantifiers since they do not start with a digit, in either case. */
const eitherCase = (pattern: string): string =>
  pattern.replace(/\{(\D[^}]*)\}/g, (_all, words: string) =>
    words.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`),
  );
