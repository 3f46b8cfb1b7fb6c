import { account } from './account.ts';
import { defineContract } from './endpoint.ts';
import { messages } from './messages.ts';
import { optOuts } from './opt-outs.ts';
import { senders } from './senders.ts';
import { webhooks } from './webhooks.ts';

/**
 * The type of {@link chattiV1}. Written out by resource, so that declarations refer to the rows instead of copying
 * them without their docs.
 */
export type ChattiV1 = {
  readonly messages: typeof messages;
  readonly optOuts: typeof optOuts;
  readonly senders: typeof senders;
  readonly account: typeof account;
  readonly webhooks: typeof webhooks;
};

/**
 * The contract of Chatti API V1: every endpoint, once. The client, the sandbox's routes, the adapters and the
 * OpenAPI document are loops over it.
 *
 * Which of it Chatti documents and which is this project's choice is said in the documentation.
 */
export const chattiV1: ChattiV1 = defineContract({ messages, optOuts, senders, account, webhooks });
