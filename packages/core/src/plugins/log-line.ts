/** What can be put into a line; what is undefined or null is left out. */
export type LogFields = Readonly<Record<string, string | number | null | undefined>>;

// What needs no quotes: without space, quote, `=` and anything that could begin another line.
const plain = /^[\w.:;+@/,[\]()*-]+$/;

/** One line of logfmt: some words, then `name=value`. Values with spaces and the like are quoted as in JSON. */
export function logLine(words: string, fields: LogFields): string {
  const pairs = Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${name}=${quoted(String(value))}`);
  return [words, ...pairs].join(' ');
}

function quoted(value: string): string {
  if (plain.test(value)) return value;
  // Line ends that JSON lets through, and control characters of terminals.
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
