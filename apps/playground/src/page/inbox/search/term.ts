import type { TokenName } from './tokens.table.ts';

/** A token with its value. */
export interface TokenTerm {
  readonly kind: 'token';
  readonly name: TokenName;
  readonly value: string;
}

/** A word of the text, or a phrase: what stood in quotes, which may hold spaces. */
export interface WordTerm {
  readonly kind: 'word';
  readonly value: string;
}

/** One thing that is searched for. */
export type Term = TokenTerm | WordTerm;
