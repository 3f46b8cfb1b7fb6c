/** The sandbox's clock, as its user sees it. */
export interface SandboxClock {
  /** The sandbox's time in ms since 1970, as `Date.now()` gives the computer's. It never runs backwards. */
  now(): number;
  /**
   * Moves the time on by `ms` and does on the way, in order and each at its own time, everything that falls due. A real
   * clock stays ahead by as much.
   *
   * @throws `RangeError` for a time that is negative or no number.
   */
  advance(ms: number): Promise<void>;
  /** When the next thing falls due (a step of a message, an attempt to deliver an event), in ms since 1970; undefined where nothing does. */
  nextAt(): number | undefined;
  /**
   * Moves the time on to when the next thing falls due, and does it, with whatever else is due at that moment.
   *
   * @returns Whether there was anything. Where there was nothing the time stays as it is.
   */
  next(): Promise<boolean>;
  /** Whether it is held: then it stands still but for `advance` and `next`. */
  readonly isHeld: boolean;
  /** Holds it where it stands. */
  hold(): void;
  /** Lets it run on from where it stands, at the computer's speed. Resolves once everything that is due by now is done. */
  run(): Promise<void>;
}
