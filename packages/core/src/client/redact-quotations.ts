import { withoutTags } from './read-error-body.ts';
import { type Redact, redactSecrets, shortestSecret } from './redact.ts';

/** The shortest piece of a text that counts as a quotation of it: shorter ones are in every sentence. */
const pieceLength = 12;

/** The most that is cut into pieces, in UTF-16 units: of more only whole texts are looked for. */
const mostUnits = 1_000_000;

/**
 * Takes quotations of the given texts out of a sentence: whole or cut short, in capitals or not, and as JSON, HTML and
 * URLs write them. A text shorter than a piece counts where it stands as a word of its own.
 */
export function redactQuotations(texts: Iterable<string>): Redact {
  const all = [...new Set(texts)];
  const pieces = new Map<number, Set<string>>();
  let units = 0;
  const forms = all
    .flatMap(formsOf)
    .map(folded)
    .filter((form) => form.length >= shortestSecret);
  for (const form of new Set(forms)) {
    units += form.length;
    if (units > mostUnits) return redactSecrets(all);
    const length = Math.min(pieceLength, form.length);
    const known = pieces.get(length) ?? new Set();
    for (let at = 0; at + length <= form.length; at++) known.add(form.slice(at, at + length));
    pieces.set(length, known);
  }
  return (said) => withoutPieces(said, pieces);
}

function withoutPieces(said: string, pieces: ReadonlyMap<number, ReadonlySet<string>>): string {
  const quoted = folded(said);
  let clean = '';
  let end = 0;
  let inside = false;
  for (let at = 0; at < said.length; at++) {
    let stop = 0;
    for (const [length, known] of pieces) {
      const isPiece = known.has(quoted.slice(at, at + length));
      if (isPiece && (length === pieceLength || isWord(said, at, at + length))) stop = at + length;
    }
    if (stop > 0 && !inside) clean += `${said.slice(end, at)}[redacted]`;
    inside = stop > 0 || (inside && at < end);
    end = Math.max(end, stop);
  }
  return clean + said.slice(end);
}

/** Without capitals, as long as that leaves every character in its place. */
function folded(text: string): string {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text;
}

const partOfWord = /[\p{L}\p{N}_]/u;

function isWord(text: string, start: number, end: number): boolean {
  return !partOfWord.test(text.charAt(start - 1)) && !partOfWord.test(text.charAt(end));
}

/** A text as it may stand in a sentence. */
function formsOf(text: string): string[] {
  const quoted = [text, withoutTags(text)].flatMap((one) => {
    const json = asJson(one);
    return [one, json, asJson(json)];
  });
  return quoted.flatMap((one) => [one, asHtml(one), asUrl(one)]);
}

function asJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function asHtml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt' }[mark] ?? 'quot'};`);
}

function asUrl(text: string): string {
  // Half of a surrogate pair has no encoding.
  return encodeURIComponent(text.replace(/\p{Cs}/gu, ''));
}
