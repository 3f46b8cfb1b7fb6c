import { chattiV1 } from '@chatti/core/contract';
import type { Names } from '../names.ts';
import type { RecordedAct } from '../recording/recording.ts';
import type { Sections } from '../recording/sections.ts';
import type { FaultText } from './faults.table.ts';
import { type Fault, readFault } from './read-fault.ts';

/** Which requests a fault is for; all of the API's where nothing is said. */
export interface FaultScope {
  /** The name of an endpoint, such as `messages.send`. */
  readonly endpoint?: string | undefined;
  /** The key of an account. */
  readonly apiKey?: string | undefined;
}

/** Faults that are to come: one after the other, or each request with a probability. */
export interface FaultRule extends FaultScope {
  /** What the next requests meet, one each; `ok` leaves one alone. A single fault with a probability. */
  readonly faults: readonly FaultText[];
  /** From 0 to 1: what each request is at risk of. Left out, the faults come for certain and once each. */
  readonly probability?: number | undefined;
}

/** Orders faults. Whatever was ordered first is met first; what comes for certain goes before what may come. */
export interface Faults {
  /**
   * The next requests meet a fault: one, or `times`.
   *
   * @throws `TypeError` where the fault or its scope cannot be read.
   * @example
   * ```ts
   * sandbox.faults.next('reset-after-commit', { endpoint: 'messages.send' });
   * ```
   */
  next(fault: FaultText, options?: FaultScope & { readonly times?: number }): void;
  /**
   * The next requests meet these faults, one each.
   *
   * @throws `TypeError` as above.
   * @example
   * ```ts
   * sandbox.faults.script(['429', 'reset-after-commit', 'ok']);
   * ```
   */
  script(faults: readonly FaultText[], scope?: FaultScope): void;
  /**
   * Each request meets a fault with a probability from 0 to 1, until `clear`. With a seed the same requests meet it.
   *
   * @throws `TypeError` as above.
   */
  chance(probability: number, fault: FaultText, scope?: FaultScope): void;
  /** What is still to come. */
  list(): FaultRule[];
  /** Nothing goes wrong any more. */
  clear(): void;
}

/** Where orders are kept. */
interface Recorded {
  readonly sections: Sections;
  readonly alias: (key: string) => string;
}

interface Rule {
  readonly scope: FaultScope;
  /** What is still to come, the next one first. */
  readonly faults: Fault[];
  readonly probability: number | undefined;
}

/** How many faults can be ordered at a time. */
const limit = 10_000;

const endpoints = new Set(
  Object.entries(chattiV1).flatMap(([resource, rows]) =>
    Object.keys(rows).map((verb) => `${resource}.${verb}`),
  ),
);

/** The faults that are to come. */
export class FaultPlan implements Faults {
  readonly #names: Names;
  readonly #first: readonly FaultRule[];
  readonly #recorded: Recorded | undefined;
  readonly #listeners: (() => void)[] = [];
  #rules: Rule[] = [];
  #draws = 0;

  /** `first` are there from the start, and again after `restart`. */
  constructor(names: Names, first: readonly FaultRule[], recorded?: Recorded) {
    this.#names = names;
    this.#first = first;
    this.restart();
    // What is there from the start is no step.
    this.#recorded = recorded;
  }

  next(fault: FaultText, { times = 1, ...scope }: FaultScope & { readonly times?: number } = {}): void {
    if (!(Number.isSafeInteger(times) && times >= 1 && times <= limit))
      throw new TypeError(`\`times\` of a fault is a whole number from 1 to ${limit}.`);
    this.add({ ...scope, faults: Array<FaultText>(times).fill(fault) });
  }

  script(faults: readonly FaultText[], scope: FaultScope = {}): void {
    this.add({ ...scope, faults });
  }

  chance(probability: number, fault: FaultText, scope: FaultScope = {}): void {
    this.add({ ...scope, faults: [fault], probability });
  }

  /** Adds a rule. */
  add({ faults, probability, endpoint, apiKey }: FaultRule): void {
    if (endpoint !== undefined && !endpoints.has(endpoint))
      throw new TypeError('`endpoint` of a fault is the name of an endpoint, such as `messages.send`.');
    if (faults.length > limit) throw new TypeError(`A script has at most ${limit} faults.`);
    if (probability !== undefined && !(probability >= 0 && probability <= 1 && faults.length === 1))
      throw new TypeError('`probability` of a fault is from 0 to 1, and goes with one fault.');
    const rule = { scope: { endpoint, apiKey }, faults: faults.map(readFault), probability };
    const kept = (): FaultRule => ({
      faults,
      ...(probability === undefined ? {} : { probability }),
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(apiKey === undefined ? {} : { apiKey: this.#recorded?.alias(apiKey) }),
    });
    this.#section(
      () => ({ do: 'faults', rule: kept() }),
      () => this.#rules.push(rule),
    );
  }

  list(): FaultRule[] {
    return this.#rules.map(({ scope, faults, probability }) => ({
      ...scope,
      faults: faults.map(({ text }) => text),
      ...(probability === undefined ? {} : { probability }),
    }));
  }

  clear(): void {
    this.#section(
      () => ({ do: 'clear_faults' }),
      () => (this.#rules = []),
    );
  }

  /** Calls `listener` when something was ordered or used up. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** As at the start. */
  restart(): void {
    this.#draws = 0;
    this.clear();
    for (const rule of this.#first) this.add(rule);
  }

  /** The fault that a request meets; one that comes for certain is used up by it. */
  take(endpoint: string, apiKey: string | null): Fault | undefined {
    if (this.#rules.length === 0) return undefined;
    const fitting = this.#rules.filter(({ scope }) => fits(scope, endpoint, apiKey));
    const certain = fitting.find(({ probability }) => probability === undefined);
    if (certain) return this.#use(certain);
    return fitting.find(({ probability }) => this.#draw() < (probability ?? 0))?.faults[0];
  }

  #use(rule: Rule): Fault | undefined {
    const fault = rule.faults.shift();
    if (rule.faults.length === 0) this.#rules = this.#rules.filter((other) => other !== rule);
    this.#tell();
    return fault;
  }

  #section(act: () => RecordedAct, work: () => void): void {
    if (this.#recorded) this.#recorded.sections.run(act, work);
    else work();
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #draw(): number {
    return this.#names.bytes(4, ['fault', this.#draws++]).readUInt32BE() / 2 ** 32;
  }
}

function fits(scope: FaultScope, endpoint: string, apiKey: string | null): boolean {
  return (
    (scope.endpoint === undefined || scope.endpoint === endpoint) &&
    (scope.apiKey === undefined || scope.apiKey === apiKey)
  );
}
