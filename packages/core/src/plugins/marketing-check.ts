import type { Plugin } from '../contract/plugin.ts';
import { endsWithOptOut, hasOptOut, OPT_OUT_TAG } from '../rules/opt-out/opt-out-tag.ts';
import { messagesOf, type Outgoing } from './outgoing.ts';

/** A marketing message that does not say at its end how to opt out. It is sent all the same. */
export interface MarketingWarning {
  /** What is doubtful, for programs. */
  readonly code: 'opt_out_missing' | 'opt_out_not_last';
  /** Where: `body`, or `messages[3].body` in a batch. */
  readonly field: string;
  /** What is doubtful, in a sentence without the text itself. */
  readonly message: string;
}

/** Whom `marketingCheck` tells, and about what. */
export interface MarketingCheckOptions {
  /** Told before the send, once for each message. What it throws ends the call before anything is sent. */
  readonly onWarning: (warning: MarketingWarning) => void;
  /** Which messages are marketing. Default all. */
  readonly only?: ((message: Outgoing) => boolean) | undefined;
}

const sentences: Readonly<Record<MarketingWarning['code'], string>> = {
  opt_out_missing: `there is no opt-out; marketing must have one at its end: ${OPT_OUT_TAG}`,
  opt_out_not_last: 'the opt-out is not at the end, where marketing must have it',
};

/**
 * Warns about marketing without the tag `{OptOutURL}` at its end. The duty is the sender's, and what the law asks for
 * besides is not known here, so nothing is refused. To be put after `appendOptOutLink`. Acts on `send`, `sendBatch`
 * and `sendMany`.
 *
 * @example
 * ```ts
 * marketingCheck({
 *   only: ({ metadata }) => metadata?.['kind'] === 'marketing',
 *   onWarning: ({ field, message }) => log.warn(`${field}: ${message}`),
 * });
 * ```
 */
export function marketingCheck({ onWarning, only = () => true }: MarketingCheckOptions): Plugin {
  return {
    name: 'marketingCheck',
    async wrap(call, next) {
      for (const { message, prefix } of messagesOf(call)) {
        const code = only(message) ? doubtAbout(message.body ?? '') : undefined;
        if (code !== undefined) onWarning({ code, field: `${prefix}body`, message: sentences[code] });
      }
      return next();
    },
  };
}

function doubtAbout(text: string): MarketingWarning['code'] | undefined {
  if (endsWithOptOut(text)) return undefined;
  return hasOptOut(text) ? 'opt_out_not_last' : 'opt_out_missing';
}
