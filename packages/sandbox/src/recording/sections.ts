import type { Clock } from '../clock.ts';
import type { RecordedAct, RecordedStep } from './recording.ts';

/**
 * Every place where something changes runs as one section: without a pause, at one instant of the clock. What sections
 * there were, in which order and when, is all that it takes to do the same again.
 */
export class Sections {
  readonly #clock: Clock;
  readonly #steps: RecordedStep[] | undefined;
  #depth = 0;

  /** Steps are kept where `isKept`. */
  constructor(clock: Clock, isKept: boolean) {
    this.#clock = clock;
    this.#steps = isKept ? [] : undefined;
  }

  /** The steps so far; undefined where none are kept. */
  get steps(): readonly RecordedStep[] | undefined {
    return this.#steps;
  }

  /** Runs a section, unless it is part of one. `work` may go on later: the section is what it does at once. */
  run<T>(act: () => RecordedAct, work: () => T): T {
    if (this.#steps === undefined || this.#depth > 0) return work();
    const thaw = this.#clock.freeze();
    this.#steps.push(Object.assign(act(), { at: this.#clock.now() }));
    this.#depth++;
    try {
      return work();
    } finally {
      this.#depth--;
      thaw();
    }
  }
}
