import { deepStrictEqual } from 'node:assert';

/** Holds a value to what the comment beside it says. */
export function shows(value: unknown, said: unknown): void {
  deepStrictEqual(structuredClone(value), said);
}
