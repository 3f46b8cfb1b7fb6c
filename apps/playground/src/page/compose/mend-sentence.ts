import type { Foreign, Lens, Mend } from './lens.ts';

/** A character as a sentence can name it: itself, or its code point where there is nothing to see. */
export function nameOf(char: string): string {
  if (!/^[\p{Z}\p{C}\p{M}]/u.test(char)) return char;
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** What the characters that GSM-7 lacks do to the text, in one sentence. */
export function mendSentence({ segments }: Pick<Lens, 'segments'>, mend: Mend): string {
  const without = mend.segments;
  if (mend.unresolved.length > 0) {
    const price = without < segments ? `: ${segments} segments instead of ${without}.` : '.';
    const twins = mend.unresolved.length === 1 ? 'has no twin' : 'have no twin';
    return `${listed(mend.unresolved)} ${twins} in GSM-7, so the text stays UCS-2${price}`;
  }
  const price =
    without < segments ? ` and costs ${segments - without} more ${plural(segments - without)}.` : '.';
  const [first] = mend.foreign;
  if (mend.foreign.length === 1 && first) {
    return `One character, ${nameOf(first.char)} at ${first.position}, turns the text into UCS-2${price}`;
  }
  return `${mend.foreign.length} characters, ${listed(mend.foreign)}, turn the text into UCS-2${price.replace('costs', 'cost')}`;
}

/** What the button says that mends the text. */
export function mendOffer(mend: Mend): string {
  const { twin, segments, unresolved } = mend;
  const cost = `${segments} ${plural(segments)}`;
  if (unresolved.length > 0) return `Leave ${unresolved.length === 1 ? 'it' : 'them'} out: ${cost}`;
  return `${twin !== undefined && twin.trim() !== '' ? `Use ${twin} instead` : 'Use twins instead'}: ${cost}`;
}

/** Each character once, at most five of them. */
function listed(foreign: readonly Foreign[]): string {
  const names = [...new Set(foreign.map(({ char }) => nameOf(char)))];
  return names.length > 5 ? `${names.slice(0, 5).join(' ')} and ${names.length - 5} more` : names.join(' ');
}

function plural(segments: number): string {
  return segments === 1 ? 'segment' : 'segments';
}
