import type { Clock } from '../clock.ts';
import type { RecordedAct, RecordedStep } from './recording.ts';

/** How much a recording holds: steps, and characters of everything in them, about. */
export interface RecordingLimits {
  readonly steps: number;
  readonly characters: number;
}

/** An hour of 14 requests a second, or all day of what somebody does by hand. */
const usualLimits: RecordingLimits = { steps: 50_000, characters: 64_000_000 };

/** About what a request takes beside its path and the bodies, in characters. */
const plainSize = 500;

/**
 * Every place where something changes runs as one section: without a pause, at one instant of the clock. What sections
 * there were, in which order and when, is all that it takes to do the same again.
 */
export class Sections {
  readonly #clock: Clock;
  readonly #limits: RecordingLimits;
  readonly #listeners: (() => void)[] = [];
  #steps: RecordedStep[] | undefined;
  #size = 0;
  #startedAt: number;
  #endedAt: number | undefined;
  #depth = 0;

  /** Steps are kept where `isKept`. */
  constructor(clock: Clock, isKept: boolean, limits: RecordingLimits = usualLimits) {
    this.#clock = clock;
    this.#limits = limits;
    this.#steps = isKept ? [] : undefined;
    this.#startedAt = clock.now();
  }

  /** The steps so far; undefined where none are kept. */
  get steps(): readonly RecordedStep[] | undefined {
    return this.#steps;
  }

  /** The time at which the steps begin. */
  get startedAt(): number {
    return this.#startedAt;
  }

  /** When there was no room for another step: what happened since is not kept. */
  get endedAt(): number | undefined {
    return this.#endedAt;
  }

  /** Runs a section, unless it is part of one. `work` may go on later: the section is what it does at once. */
  run<T>(act: () => RecordedAct, work: () => T): T {
    if (this.#steps === undefined || this.#depth > 0) return work();
    const thaw = this.#clock.freeze();
    this.#keep(this.#steps, act);
    this.#depth++;
    try {
      return work();
    } finally {
      this.#depth--;
      thaw();
    }
  }

  /** Counts what a step holds beside itself, in characters. */
  grow(characters: number): void {
    this.#size += characters;
  }

  /** Begins a new recording in the place of a full one, where everything begins anew; `act` is its first step. */
  renew(act: RecordedAct): void {
    if (this.#endedAt === undefined) return;
    this.#endedAt = undefined;
    this.#size = 0;
    this.#startedAt = this.#clock.now();
    this.#steps = [Object.assign(act, { at: this.#startedAt })];
    this.#tell();
  }

  /** Calls `listener` when there is no more room, and when there is again. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  #keep(steps: RecordedStep[], act: () => RecordedAct): void {
    if (this.#endedAt !== undefined) return;
    // From here on there would be gaps: a recording is of everything up to a moment, or it cannot be replayed.
    if (steps.length >= this.#limits.steps || this.#size >= this.#limits.characters) {
      this.#endedAt = this.#clock.now();
      return this.#tell();
    }
    const step = Object.assign(act(), { at: this.#clock.now() });
    // A request counts what it holds by itself.
    this.#size += step.do === 'request' ? plainSize : JSON.stringify(step).length;
    steps.push(step);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
