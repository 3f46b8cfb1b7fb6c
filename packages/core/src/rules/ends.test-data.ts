import { runInNewContext } from 'node:vm';

/** What a rule whose time grows with the square of a text's length takes minutes for, and any other milliseconds. */
export const HOSTILE_LENGTH = 600_000;

/** Runs a rule to its end. One that is still at work after 20 seconds is stopped, and throws. */
export function ends(run: () => unknown): void {
  runInNewContext('run()', { run }, { timeout: 20_000 });
}
