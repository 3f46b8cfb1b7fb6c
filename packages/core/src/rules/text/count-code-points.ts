const HIGH_SURROGATE = /[\ud800-\udbff]/g;

/** Whether the two UTF-16 units at `index` and after it are the halves of one character. */
export function isPairAt(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
}

/** Code points of a text; a lone surrogate counts as one. */
export function countCodePoints(text: string): number {
  HIGH_SURROGATE.lastIndex = 0;
  if (!HIGH_SURROGATE.test(text)) return text.length;
  let codePoints = text.length;
  for (let i = HIGH_SURROGATE.lastIndex - 1; i < text.length; i++) {
    if (isPairAt(text, i)) {
      codePoints--;
      i++;
    }
  }
  return codePoints;
}
