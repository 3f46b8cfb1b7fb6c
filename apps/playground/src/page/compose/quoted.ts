/** A text as a JavaScript literal in single quotes. */
export function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}

/** A text as one word of a POSIX shell. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A text inside a here-document of a POSIX shell whose commands are carried out. */
export function hereQuoted(text: string): string {
  return text.replaceAll(/[\\$`]/g, '\\$&');
}
