import { expandedLength } from '../rules/opt-out/expanded-length.ts';

/**
 * The most characters (Unicode code points) of a message after its tags are expanded.
 * Source: Chatti's published document, "hard limit of 1570 characters in total".
 */
export const MAX_CHARACTERS = 1570;

// In a pattern with the u flag, a surrogate stands for itself alone, never for half of a pair.
const unsendable = /[\0\ud800-\udfff]/u;

/** Whether a text holds what no message can: NUL, or half of a surrogate pair. */
export function holdsUnsendable(text: string): boolean {
  return unsendable.test(text);
}

/**
 * The fewest characters that a text can have once its `{OptOutURL}` tags are links: each tag counts as nothing,
 * so that only what no link could save is refused before it is sent.
 */
export function leastCharacters(text: string): number {
  return expandedLength(text, 0);
}
