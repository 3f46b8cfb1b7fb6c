import { type Redact, redactNumbers } from './redact.ts';

/** How deep causes are followed. */
const deepest = 4;

/** What is kept of a platform's error besides its name and message. */
const kept = ['code', 'syscall', 'errno'] as const;

/**
 * A copy of an error that was thrown below, with its kind, sentence, codes, stack and causes, and nothing else:
 * other packages hang the request with its headers on their errors.
 */
export function cleanCause(error: unknown, redact: Redact, depth = 0): Error | undefined {
  if (error === undefined || depth === deepest) return undefined;
  if (typeof error !== 'object' || error === null) return new Error(`${typeof error} thrown`);
  // Whatever was thrown: each of these is looked at before it is used.
  const { name, message, stack, cause } = error as Readonly<Record<string, unknown>>;
  const inner = cleanCause(cause, redact, depth + 1);
  const copy = new Error(redactNumbers(redact(textOf(message))), inner && { cause: inner });
  copy.name = textOf(name) || 'Error';
  if (typeof stack === 'string') copy.stack = redactNumbers(redact(stack));
  for (const key of kept) {
    const value: unknown = Reflect.get(error, key);
    if (typeof value === 'string' || typeof value === 'number') Object.assign(copy, { [key]: value });
  }
  return copy;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
