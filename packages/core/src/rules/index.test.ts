import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ends, HOSTILE_LENGTH } from './ends.test-data.ts';
import * as rules from './index.ts';
import { anyText } from './text/any-text.test-data.ts';

const NOW = new Date('2026-01-02T03:04:05Z');

/** Every function of the entry point that takes a text. */
const functions: Record<string, (text: string) => unknown> = {
  countSegments: rules.countSegments,
  segmentText: rules.segmentText,
  isGsm7: rules.isGsm7,
  toGsm7: rules.toGsm7,
  hasOptOut: rules.hasOptOut,
  endsWithOptOut: rules.endsWithOptOut,
  appendOptOut: (text) => rules.appendOptOut(text, { label: text.slice(0, 20) }),
  expandOptOut: (text) => rules.expandOptOut(text, 'https://x.example/o/1'),
  expandedLength: (text) => rules.expandedLength(text, 30),
  isOptOutKeyword: rules.isOptOutKeyword,
  isOptInKeyword: rules.isOptInKeyword,
  parseSender: rules.parseSender,
  explainSender: rules.explainSender,
  isSender: rules.isSender,
  alphaSenderSupport: rules.alphaSenderSupport,
  isPhoneNumber: rules.isPhoneNumber,
  parsePhoneNumber: rules.parsePhoneNumber,
  callingCodeOf: rules.callingCodeOf,
  countriesOfNumber: rules.countriesOfNumber,
  mediaTypeOf: rules.mediaTypeOf,
  parseTimestamp: (text) => rules.parseTimestamp(text, NOW),
};

/** Texts that are worst for a rule that looks back, or looks ahead, from every place. */
const hostile: Record<string, (length: number) => string> = {
  spaces: (length) => `${' '.repeat(length - 1)}x`,
  'spaces between': (length) => `x${' '.repeat(length - 2)}x`,
  digits: (length) => '1'.repeat(length),
  'digits and hyphens': (length) => `${'1-'.repeat(length / 2 - 1)}x`,
  letters: (length) => 'a'.repeat(length),
  'open tags': (length) => '{OptOutURL'.repeat(length / 10),
  tags: (length) => `{OptOutURL}.${'!'.repeat(length - 13)}x`,
  'many tags': (length) => '{OptOutURL}'.repeat(length / 11),
  dots: (length) => '.'.repeat(length),
  accents: (length) => `a${'\u0308'.repeat(length - 1)}`,
  'accented letters': (length) => 'a\u0308'.repeat(length / 2),
  'vanishing characters': (length) => `a${'\u200b'.repeat(length - 2)}\u0308`,
  emoji: (length) => '\u{1f600}'.repeat(length / 2),
  'lone surrogates': (length) => '\ud83d'.repeat(length),
  'escape pairs': (length) => '€'.repeat(length),
  plus: (length) => '+'.repeat(length),
  words: (length) => 'last monday '.repeat(length / 12),
};

describe('@chatti/core/rules', () => {
  it('has every function of the list below that takes a text', () => {
    const others = ['formatTimestamp'];
    const exported = Object.entries(rules).flatMap(([name, value]) =>
      typeof value === 'function' ? [name] : [],
    );
    expect(exported.filter((name) => !others.includes(name)).sort()).toEqual(Object.keys(functions).sort());
  });

  it.each(Object.keys(functions))('%s throws on no text', (name) => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(() => functions[name]?.(text)).not.toThrow();
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it.each(Object.keys(functions))('%s reads the longest text to its end', (name) => {
    for (const make of Object.values(hostile)) ends(() => functions[name]?.(make(HOSTILE_LENGTH)));
  });
});
