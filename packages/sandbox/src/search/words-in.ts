// A phrase in quotes, which ends at the end where nobody closes it, or whatever stands up to the next space. Each
// alternative begins with a character of its own, so the match takes linear time.
const shape = /"((?:[^"\\]|\\.|\\$)*)"?|[^\s"]\S*/gs;

/**
 * What is looked for, each thing once: the words of a text, and what stands in it in double quotes as one phrase. A quote or
 * a backslash in a phrase has a backslash before it.
 */
export function wordsIn(text: string): string[] {
  const found = [...text.matchAll(shape)].map(([plain, quoted]) =>
    quoted === undefined ? plain : quoted.replace(/\\(.?)/gs, '$1'),
  );
  return [...new Set(found.map(folded))].filter((word) => word !== '');
}

/** A text as it is compared: without regard to case, with any white space as one space. */
export function folded(text: string): string {
  return text.replace(/\s+/g, ' ').toLowerCase();
}

/** Texts as words are looked for in them: apart, since no word and no phrase holds a line break. */
export function searchable(texts: readonly (string | null)[]): string {
  return texts.map((text) => folded(text ?? '')).join('\n');
}
