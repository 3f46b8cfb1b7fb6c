import type { Plugin } from '../contract/plugin.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { InputError, type InputIssue } from '../errors/input-error.ts';
import { callingCodeOf } from '../rules/phone/calling-code-of.ts';
import { messagesOf, referenceOf } from './outgoing.ts';

/**
 * Sends to some countries only, by their calling codes (ITU-T E.164): a guard against numbers that are typed wrong and
 * against paid-for traffic to far places. Acts on `send`, `sendBatch` and `sendMany`; a batch with one such number is
 * refused whole, `sendMany` refuses that message alone.
 *
 * Countries that share a code are not told apart: `1` is the whole North American plan.
 *
 * A call to any other number throws an `InputError` with an issue of code `calling_code_not_allowed` for each number,
 * and nothing is sent.
 *
 * @param codes Calling codes of one to three digits, with or without a plus: `['44', '353']`.
 * @throws `ConfigurationError` when made with none, or with what no country has.
 */
export function callingCodeAllowList(codes: readonly string[]): Plugin {
  const allowed = new Set(codes.map(readCode));
  if (allowed.size === 0)
    throw new ConfigurationError('callingCodeAllowList', 'is empty, so that nothing could be sent');
  const told = [...allowed].map((code) => `+${code}`).join(', ');
  return {
    name: 'callingCodeAllowList',
    async wrap(call, next) {
      const issues = messagesOf(call)
        .filter(({ message }) => !allowed.has(callingCodeOf(message.to) ?? ''))
        .map(({ prefix }) => issueOf(`${prefix}to`, told));
      if (issues.length > 0) throw new InputError(issues, { reference: referenceOf(call) });
      return next();
    },
  };
}

function issueOf(path: string, told: string): InputIssue {
  return {
    path,
    code: 'calling_code_not_allowed',
    message: `its calling code is not among those allowed: ${told}`,
  };
}

function readCode(text: string): string {
  const code = text.replace(/^\+/, '');
  // No code is the beginning of another, so that a code is found whatever follows it.
  if (/^\d{1,3}$/.test(code) && callingCodeOf(`+${code}0000000`) === code) return code;
  throw new ConfigurationError(
    'callingCodeAllowList',
    'holds what is no calling code of a country or service',
  );
}
