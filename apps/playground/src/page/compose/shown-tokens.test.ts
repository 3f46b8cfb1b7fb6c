import { describe, expect, it } from 'vitest';
import { shownTokens } from './shown-tokens.ts';
import type { Token } from './token-input.tsx';

const right: readonly Token[] = Array.from({ length: 100 }, (_, index) => ({ text: `${index}` }));

describe('shownTokens', () => {
  it('shows a short list whole, in its order', () => {
    const tokens: readonly Token[] = [{ text: 'a' }, { text: 'b', fault: 'no number' }, { text: 'c' }];
    expect(shownTokens(tokens, false).map(({ token }) => token)).toEqual(tokens);
  });

  it('shows of a long list what is wrong, wherever it stands, and the first ones', () => {
    const shown = shownTokens([...right, { text: 'x', fault: 'no number' }], false);
    expect(shown).toHaveLength(24);
    expect(shown.map(({ index }) => index)).toEqual([...Array(23).keys(), 100]);
  });

  it('shows all where that is asked for', () => {
    expect(shownTokens(right, true)).toHaveLength(100);
  });
});
