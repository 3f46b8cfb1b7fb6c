import type { ProblemCode } from '@chatti/core/contract';
import { CODE_OF_STATUS, codeOfStatus, FAULTS, type FaultText, isProblemCode } from './faults.table.ts';

/** What goes wrong, beside whether the work is done before. */
type Effect =
  | { readonly kind: 'ok' | 'stall' | 'reset' | 'truncate' | 'empty' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'html'; readonly status: number }
  | { readonly kind: 'redirect'; readonly status: number; readonly location: string }
  /** `retryAfterS`: in the header Retry-After; null for no such header, undefined for the usual one. */
  | { readonly kind: 'refusal'; readonly code: ProblemCode; readonly retryAfterS: number | null | undefined };

/** A fault that is to happen to one request. */
export type Fault = Effect & {
  /** As it was written. */
  readonly text: string;
  /** Whether the work is done before. */
  readonly afterCommit: boolean;
};

const ending = '-after-commit';

/** The longest delay, in ms: ten minutes. */
const maxDelayMs = 600_000;

/**
 * Reads a fault: a name, and after semicolons what goes with it. `429`, `429; retry-after=5`, `503; retry-after=none`,
 * `504-after-commit`, `delay; ms=200`, `html; status=200`, `insufficient_credit`.
 *
 * @throws `TypeError` that says what cannot be read.
 */
export function readFault(text: FaultText): Fault {
  const [name = '', ...rest] = text.split(';').map((part) => part.trim());
  const given = new Given(rest);
  const isAfter = name.endsWith(ending);
  const effect = effectOf(isAfter ? name.slice(0, -ending.length) : name, given);
  given.demandNoMore();
  const always = effect.kind === 'delay' || effect.kind === 'truncate' || effect.kind === 'empty';
  return { ...effect, text, afterCommit: isAfter || always };
}

function effectOf(name: string, given: Given): Effect {
  switch (name) {
    case 'ok':
    case '200':
      return { kind: 'ok' };
    case '204':
      return { kind: 'empty' };
    case 'stall':
    case 'reset':
    case 'truncate':
      return { kind: name };
    case 'delay':
      return { kind: name, ms: given.number('ms', 1000, [0, maxDelayMs]) };
    case 'html':
      return { kind: name, status: given.number('status', 502, [200, 599]) };
    case 'redirect':
      return {
        kind: name,
        status: given.number('status', 307, [300, 399]),
        location: given.text('location') ?? '/v1/redirected',
      };
    default:
      return refusalOf(name, given);
  }
}

function refusalOf(name: string, given: Given): Effect {
  const code = isProblemCode(name) ? name : codeOfStatus(name);
  if (code === undefined) {
    const names = [...Object.keys(FAULTS), ...Object.keys(CODE_OF_STATUS)].join(', ');
    throw new TypeError(`There is no such fault. There are ${names}, and every code of the contract.`);
  }
  const isNone = given.text('retry-after') === 'none';
  return {
    kind: 'refusal',
    code,
    retryAfterS: isNone ? null : given.number('retry-after', undefined, [0, 86_400]),
  };
}

/** What is given with the name of a fault. */
class Given {
  readonly #values = new Map<string, string>();
  readonly #used = new Set<string>();

  constructor(parts: readonly string[]) {
    for (const part of parts) {
      const at = part.indexOf('=');
      if (at < 1) throw new TypeError('What follows the name of a fault is written as `name=value`.');
      this.#values.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
    }
  }

  text(name: string): string | undefined {
    this.#used.add(name);
    const value = this.#values.get(name);
    // It ends up in a header.
    if (value !== undefined && !/^[\x21-\x7e]{1,500}$/.test(value))
      throw new TypeError(`\`${name}\` of a fault is visible ASCII.`);
    return value;
  }

  number<Default extends number | undefined>(
    name: string,
    byDefault: Default,
    [least, most]: readonly [number, number],
  ): number | Default {
    const text = this.text(name);
    if (text === undefined) return byDefault;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (!(value >= least && value <= most))
      throw new TypeError(`\`${name}\` of a fault is a whole number from ${least} to ${most}.`);
    return value;
  }

  demandNoMore(): void {
    for (const name of this.#values.keys())
      if (!this.#used.has(name))
        throw new TypeError('Something is given with a fault that it does not take.');
  }
}
