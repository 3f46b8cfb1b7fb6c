import type { SandboxClock } from './sandbox-clock.ts';

/** Something that has work to do at certain times. */
export interface Agenda {
  /** When the next work is due, in ms since 1970; undefined where there is none. */
  nextAt(): number | undefined;
  /**
   * Does what is due at or before `now`; may leave some for another call. `isAdvancing` where somebody moves the clock on,
   * and waits for all that comes of it.
   */
  runDue(now: number, isAdvancing: boolean): void | Promise<void>;
}

/** What timers can wait at most; longer waits are taken in parts. */
const longestTimer = 2 ** 31 - 1;

/** How long a real clock rests between two rings, in ms: what falls due meanwhile is done, and stored, together. */
const restMs = 10;

/** How long to wait, in ms, after work that failed. */
const pauseAfterFailure = 1000;

/** A clock that runs, or one that is held and moves by `advance` and `next` only. */
export class Clock implements SandboxClock {
  readonly #agendas: Agenda[] = [];
  readonly #listeners: (() => void)[] = [];
  #held: boolean;
  #time: number;
  #offset = 0;
  #timer: NodeJS.Timeout | undefined;
  #armedFor = Infinity;
  /** When it last rang, as `performance.now()` counts. */
  #rangAt = -Infinity;
  #closed = false;
  #frozen = false;
  #running: Promise<void> | undefined;

  constructor(held: boolean, start: number) {
    this.#held = held;
    this.#time = start;
  }

  now(): number {
    if (!this.#held && !this.#frozen) this.#time = Math.max(this.#time, Date.now() + this.#offset);
    return this.#time;
  }

  /** The time as a `Date`. */
  date(): Date {
    return new Date(this.now());
  }

  /** Moves a clock that is behind to `time`, such as that of the newest thing in a file. */
  catchUp(time: number): void {
    this.#time = Math.max(this.#time, time);
  }

  get isHeld(): boolean {
    return this.#held;
  }

  hold(): void {
    if (this.#held) return;
    this.now();
    this.#held = true;
    this.#disarm();
    this.#tell();
  }

  async run(): Promise<void> {
    if (!this.#held) return;
    this.#held = false;
    this.#offset = this.#time - Date.now();
    this.refresh();
    // What fell due while nothing rang.
    await this.advance(0);
  }

  /** What the work of an agenda runs within; its number is the place in which it was attached. */
  around: (agenda: number, work: () => void | Promise<void>) => void | Promise<void> = (_, work) => work();

  /** Stands still until the function that comes back is called. */
  freeze(): () => void {
    this.now();
    const before = this.#frozen;
    this.#frozen = true;
    return () => (this.#frozen = before);
  }

  /** Does what one agenda has due by now, and waits for nothing that comes of it. */
  runNow(agenda: Agenda): void {
    const number = this.#agendas.indexOf(agenda);
    const work = async (): Promise<void> => this.around(number, () => agenda.runDue(this.now(), false));
    // As where the clock rings.
    work().catch(() => this.wake(this.now() + pauseAfterFailure));
  }

  /** The agenda with this number. */
  agenda(number: number): Agenda | undefined {
    return this.#agendas[number];
  }

  /** Calls `listener` each time somebody has moved it, held it or let it run. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Has the agenda's work done when it is due. */
  attach(agenda: Agenda): void {
    this.#agendas.push(agenda);
    this.wake(agenda.nextAt());
  }

  /** Says that something is due at `time`, perhaps earlier than anything before. */
  wake(time: number | undefined): void {
    if (this.#held || this.#closed || time === undefined || time >= this.#armedFor) return;
    clearTimeout(this.#timer);
    this.#armedFor = time;
    const rest = this.#rangAt + restMs - performance.now();
    const wait = Math.min(Math.max(time - this.now(), rest, 0), longestTimer);
    this.#timer = setTimeout(() => void this.#ring(), wait);
    // Whoever waits for nothing but messages on their way may end.
    this.#timer.unref();
  }

  /** Looks again at what is due when, after all of it was replaced. */
  refresh(): void {
    this.#disarm();
    this.wake(this.nextAt());
  }

  async advance(ms: number): Promise<void> {
    if (!(ms >= 0)) throw new RangeError('A clock is advanced by a number of milliseconds, 0 or more.');
    await this.#move(() => this.now() + ms);
  }

  async next(): Promise<boolean> {
    let isAny = false;
    await this.#move(() => {
      const next = this.nextAt();
      isAny = next !== undefined;
      return Math.max(next ?? 0, this.now());
    });
    return isAny;
  }

  nextAt(): number | undefined {
    let next: number | undefined;
    for (const agenda of this.#agendas) {
      const at = agenda.nextAt();
      if (at !== undefined && (next === undefined || at < next)) next = at;
    }
    return next;
  }

  /** Stops for ever. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #disarm(): void {
    clearTimeout(this.#timer);
    this.#armedFor = Infinity;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Moves to a time that is asked for once nobody else moves: two at a time would each miss what the other makes due. */
  async #move(target: () => number): Promise<void> {
    while (this.#running) await this.#running;
    this.#running = this.#advanceTo(target());
    try {
      await this.#running;
    } finally {
      this.#running = undefined;
    }
    // A timer that was set before would wait as long as if nobody had moved the clock.
    this.refresh();
    this.#tell();
  }

  async #advanceTo(target: number): Promise<void> {
    for (
      let next = this.nextAt();
      next !== undefined && next <= target && !this.#closed;
      next = this.nextAt()
    ) {
      this.#moveTo(next);
      await this.#runDue(true);
    }
    this.#moveTo(target);
  }

  #moveTo(time: number): void {
    const ahead = time - this.now();
    if (ahead <= 0) return;
    if (!this.#held) this.#offset += ahead;
    this.#time = time;
  }

  async #ring(): Promise<void> {
    this.#armedFor = Infinity;
    this.#rangAt = performance.now();
    try {
      await this.#runDue(false);
      this.wake(this.nextAt());
    } catch {
      // A full disk, say. Nothing was changed, so the same work is tried again.
      this.wake(this.now() + pauseAfterFailure);
    }
  }

  async #runDue(isAdvancing: boolean): Promise<void> {
    const now = this.now();
    for (const [number, agenda] of this.#agendas.entries()) {
      const next = agenda.nextAt();
      if (next !== undefined && next <= now)
        await this.around(number, () => agenda.runDue(this.now(), isAdvancing));
    }
  }
}
