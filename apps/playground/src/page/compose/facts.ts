import type { Fact } from './draft.ts';

/** The most facts of a message, and how long they can be, in UTF-16 units: the limits of `metadata` in the contract. */
const limits = { facts: 20, key: 100, value: 256 };

/** Reads `key: value`, or `key=value`. */
export function readFact(text: string): Fact | undefined {
  const [, key = '', value = ''] = /^([^:=]*)[:=](.*)$/s.exec(text) ?? [];
  return key.trim() === '' ? undefined : { key: key.trim(), value: value.trim() };
}

/** The facts with one more; one of the same key takes its place. */
export function withFact(facts: readonly Fact[], fact: Fact): readonly Fact[] {
  return facts.some(({ key }) => key === fact.key)
    ? facts.map((one) => (one.key === fact.key ? fact : one))
    : [...facts, fact];
}

/** What is wrong with the facts, in a sentence. */
export function faultOfFacts(facts: readonly Fact[]): string | undefined {
  if (facts.length > limits.facts) return `${facts.length} facts, and ${limits.facts} is the limit.`;
  const long = facts.find(({ key, value }) => key.length > limits.key || value.length > limits.value);
  return (
    long &&
    `A key has at most ${limits.key} characters, and a value ${limits.value}: “${long.key.slice(0, 20)}” is longer.`
  );
}
