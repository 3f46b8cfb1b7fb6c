import { ChattiError } from './chatti-error.ts';

/** One thing that is wrong with an input. */
export interface InputIssue {
  /** Where: `to`, `media[0].url`, `messages[3].body`. Empty for the input as a whole. */
  readonly path: string;
  /** The rule that is broken: one of the contract's field codes, such as `invalid_number`. */
  readonly code: string;
  /** The rule in a sentence; never the value. */
  readonly message: string;
}

/**
 * The input of a call breaks a rule of the contract. Found before the call, so nothing left the machine
 * (`outcome` is `not_sent`). This is not the error of a server that refuses an input: that is an `ApiError` of
 * status 400.
 */
export class InputError extends ChattiError {
  override name = 'InputError';
  /** Everything that is wrong, in the order of the input. */
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[], facts: { readonly reference?: string | undefined } = {}) {
    const [first] = issues;
    const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
    const where = first?.path ? `${first.path}: ` : '';
    super(`${where}${first?.message ?? 'the input is not valid'}${more}`, { outcome: 'not_sent', ...facts });
    this.issues = issues;
  }
}
