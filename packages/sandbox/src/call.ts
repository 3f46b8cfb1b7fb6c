import type { Account } from './accounts.ts';

/** Who calls, when and from where: what a handler knows beside the input. */
export interface Call {
  readonly account: Account;
  /** The time of the call on the sandbox's clock. */
  readonly now: Date;
  /** The id of the request, as its reply carries it. */
  readonly requestId: string;
  /** What stands before the path of a row in URLs that lead back: the scheme and host that the caller used, and `/v1`. */
  readonly root: string;
}
