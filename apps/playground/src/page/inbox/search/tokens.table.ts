import { MESSAGE_STATUSES } from '@chatti/core/contract';
import { isPhoneNumber, isSender, parsePhoneNumber, parseTimestamp } from '@chatti/core/rules';

/** What is known of one token of the search. */
export interface TokenRule {
  /** What it narrows the list to, in a few words. */
  readonly about: string;
  /** What may stand behind the colon, in a sentence that begins with "takes". */
  readonly takes: string;
  /** Values to offer: all of them where there is no check, examples otherwise. */
  readonly values: readonly string[];
  /** Whether a value is right, where `values` are only examples. */
  readonly check?: (value: string) => boolean;
  /** Whether the documented list of messages filters by it. The others are the sandbox's own. */
  readonly isDocumented: boolean;
}

/** The most characters of a reference, as the contract has it. */
const maxReference = 255;

const isTime = (value: string): boolean => parseTimestamp(value) !== undefined;

/** How `segments:` compares: a sign and a number. */
export const SEGMENTS = /^(>=|<=|>|<|=)?(\d{1,3})$/;

/** Every token of the search, in the order in which they are offered. */
export const TOKENS = {
  to: {
    about: 'the recipient',
    takes: 'takes a phone number, such as to:+447700900123',
    values: [],
    check: (value) => isPhoneNumber(value) || parsePhoneNumber(value) !== undefined,
    isDocumented: true,
  },
  from: {
    about: 'the sender',
    takes: 'takes a phone number or a sender ID, such as from:"Acme Shoes"',
    values: [],
    check: isSender,
    isDocumented: true,
  },
  status: {
    about: 'where it is in its life',
    takes: `takes one of ${MESSAGE_STATUSES.join(', ')}`,
    values: MESSAGE_STATUSES,
    isDocumented: true,
  },
  is: {
    about: 'its direction, or sent with an opt-out link',
    takes: 'takes inbound, outbound or optout',
    values: ['inbound', 'outbound', 'optout'],
    isDocumented: true,
  },
  has: { about: 'files in it', takes: 'takes media', values: ['media'], isDocumented: true },
  segments: {
    about: 'how many SMS it takes',
    takes: 'takes a number, or a sign and a number, such as segments:>1',
    values: ['>1', '1', '2', '>=3'],
    // Nothing has fewer than none.
    check: (value) => SEGMENTS.test(value) && !/^<0+$/.test(value),
    isDocumented: false,
  },
  encoding: {
    about: 'how the text is encoded',
    takes: 'takes gsm7 or ucs2',
    values: ['gsm7', 'ucs2'],
    isDocumented: false,
  },
  after: {
    about: 'made at this time or later',
    takes: 'takes a time, such as after:yesterday or after:"2026-11-22 09:30"',
    values: ['today', 'yesterday', '"1 hour ago"', '"last Monday"'],
    check: isTime,
    isDocumented: true,
  },
  before: {
    about: 'made before this time',
    takes: 'takes a time, such as before:today or before:"2026-11-22 09:30"',
    values: ['today', 'yesterday', '"1 hour ago"', '"last Monday"'],
    check: isTime,
    isDocumented: true,
  },
  reference: {
    about: 'your own name for it',
    takes: `takes the whole reference, up to ${maxReference} characters`,
    values: [],
    check: (value) => value !== '' && value.length <= maxReference,
    isDocumented: true,
  },
} as const satisfies Readonly<Record<string, TokenRule>>;

/** The name of a token. */
export type TokenName = keyof typeof TOKENS;

/** Every name, in the order in which they are offered. */
// Object.keys gives the table's own keys; its type cannot say so.
export const TOKEN_NAMES = Object.keys(TOKENS) as readonly TokenName[];

/** Whether a word is the name of a token. */
export function isTokenName(word: string): word is TokenName {
  return Object.hasOwn(TOKENS, word);
}

/** The rule of a token. */
export function ruleOf(name: TokenName): TokenRule {
  return TOKENS[name];
}
