/** How many pieces of a list are shown before it is asked for as a whole. */
const few = 24;

/** The most pieces that are shown at all: what is longer is counted. */
const most = 1000;

/** The pieces of a list that are shown, each with its place in the whole: wrong ones are never hidden by right ones. */
export function shownTokens<T extends { readonly fault?: string | undefined }>(
  tokens: readonly T[],
  isWhole: boolean,
): { readonly token: T; readonly index: number }[] {
  const room = isWhole ? most : few;
  const placed = tokens.map((token, index) => ({ token, index }));
  const wrong = placed.filter(({ token }) => token.fault !== undefined).slice(0, room);
  const right = placed.filter(({ token }) => token.fault === undefined).slice(0, room - wrong.length);
  return [...wrong, ...right].sort((a, b) => a.index - b.index);
}
