import type { ChattiV1, Schema } from '@chatti/core/contract';
import type * as v from 'valibot';
import type { Call } from '../call.ts';
import type { Platform } from '../platform.ts';
import { accountHandlers } from './account-handlers.ts';
import { messageHandlers } from './message-handlers.ts';
import { optOutHandlers } from './opt-out-handlers.ts';
import { senderHandlers } from './sender-handlers.ts';
import { webhookHandlers } from './webhook-handlers.ts';

interface Shaped {
  readonly input: Schema;
  readonly output: Schema | null;
}

/**
 * The handler of a row: takes its checked input, gives the whole of its output (nothing for a reply without content),
 * and throws a `Refusal` for every documented problem.
 */
export type HandlerOf<Row> = Row extends Shaped
  ? (input: v.InferOutput<Row['input']>, call: Call) => v.InferInput<NonNullable<Row['output']>>
  : never;

/** The handlers of one resource. */
export type HandlersOf<Resource extends keyof ChattiV1> = {
  readonly [Verb in keyof ChattiV1[Resource]]: HandlerOf<ChattiV1[Resource][Verb]>;
};

/** One handler for each row of the contract: a new row does not compile until it has its own. */
export type Handlers = { readonly [Resource in keyof ChattiV1]: HandlersOf<Resource> };

/** The handlers of the whole contract. */
export function createHandlers(platform: Platform): Handlers {
  return {
    messages: messageHandlers(platform),
    optOuts: optOutHandlers(platform),
    senders: senderHandlers(platform),
    account: accountHandlers(platform),
    webhooks: webhookHandlers(platform),
  };
}
