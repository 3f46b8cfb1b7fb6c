import { quoted } from './quoted.ts';

/** A piece of code that stands in a literal as it is. */
export class Verbatim {
  readonly code: string;

  constructor(code: string) {
    this.code = code;
  }
}

/** The widest literal that is written on one line, in characters. */
const widest = 72;

/** A value as it is written in JavaScript, for a line that is indented so far. What is tall has a line for each part. */
export function literal(value: unknown, indent: string, shape: 'tall' | 'fit' = 'fit'): string {
  if (value instanceof Verbatim) return value.code;
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const parts = Array.isArray(value)
    ? value.map((item) => literal(item, inner))
    : Object.entries(value).map(([key, item]) => `${keyOf(key)}: ${literal(item, inner)}`);
  if (parts.length === 0) return `${open}${close}`;
  const line = parts.join(', ');
  if (shape === 'fit' && line.length <= widest && !line.includes('\n'))
    return open === '[' ? `[${line}]` : `{ ${line} }`;
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close}`;
}

/** The name of a field. `__proto__` alone would be no field. */
function keyOf(key: string): string {
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}
