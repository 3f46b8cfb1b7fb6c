import type { Schema } from '@chatti/core/contract';
import type * as v from 'valibot';
import type { Call } from '../call.ts';
import type { Platform } from '../platform.ts';
import type { SandboxAccount } from '../sandbox.ts';
import type { SandboxControl } from './sandbox-control.ts';

interface Shaped {
  readonly input: Schema;
  readonly output: Schema | null;
}

/** The handler of a control route: takes its checked input, gives the whole of its output, perhaps later. */
type HandlerRow<Row, Call> = Row extends Shaped
  ? (input: v.InferOutput<Row['input']>, call: Call) => Promised<v.InferInput<NonNullable<Row['output']>>>
  : never;

type Promised<T> = T | Promise<T>;

/** Who calls. */
export interface ControlCall {
  readonly account: SandboxAccount;
  /** The id of the request, as its reply carries it. */
  readonly requestId: string;
  /** What stands before the path of a row in URLs that lead back: the scheme and host that the caller used, and `/sandbox`. */
  readonly root: string;
}

/** The same call as the handlers of the API take it. Nobody's account is made by it. */
export function callOf({ accounts, clock }: Platform, { account, requestId, root }: ControlCall): Call {
  return { account: accounts.look(account.apiKey), now: clock.date(), requestId, root };
}

/** One handler for each row of the control routes. */
export type ControlHandlers = {
  readonly [Resource in keyof SandboxControl]: {
    readonly [Verb in keyof SandboxControl[Resource]]: HandlerRow<
      SandboxControl[Resource][Verb],
      ControlCall
    >;
  };
};
