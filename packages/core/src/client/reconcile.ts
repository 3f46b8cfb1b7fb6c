import type { Message } from '../contract/message.ts';
import type { Page } from '../contract/page.ts';
import { type ChattiError, isChattiError } from '../errors/chatti-error.ts';
import type { CallOptions } from './options.ts';

/** What a look for a reference found. */
export type Reconciliation<Item = Message> =
  /** The server has it: the message was sent. More than one where several messages share the reference. */
  | { readonly status: 'found'; readonly messages: readonly Item[] }
  /** The server answered and does not have it now. No proof that it never will: see {@link Reconcile.reconcile}. */
  | { readonly status: 'not_yet'; readonly messages: readonly [] }
  /** The look itself failed, or the server does not filter by reference. */
  | {
      readonly status: 'cannot_tell';
      readonly messages: readonly [];
      readonly error: ChattiError | undefined;
    };

/** What a resource with a list by `reference` has besides. */
export interface Reconcile<Item = Message> {
  /**
   * Look for the messages that carry a reference, after a send whose outcome is `unknown`.
   *
   * - `found`: the message exists. It was sent (or refused later: see its `status`), and must not be sent again.
   * - `not_yet`: the server does not list it at this moment. That is not proof of absence: the request may still be
   *   on its way or in the server's hands, and a list may lag behind what was accepted. Ask again after some minutes;
   *   how long an absence has to last before you send again is your decision, since only an idempotency key can make
   *   that safe.
   * - `cannot_tell`: the list could not be read (`error` says why), or the server answered messages of other
   *   references, so that its empty answer would mean nothing either.
   *
   * For a batch, the reference is that of the batch, or of an item that has one of its own.
   *
   * @throws `InputError`, `ConfigurationError`, `AbortError` and `PluginError`; no other failure.
   * @example
   * ```ts
   * const { status } = await chatti.messages.reconcile(error.reference);
   * ```
   */
  reconcile(reference: string, options?: CallOptions): Promise<Reconciliation<Item>>;
}

/** Reads the first page of a reference's messages. */
export type ListByReference = (input: { reference: string }, options?: CallOptions) => Promise<unknown>;

/** Errors that are about the look, not about what can be seen. */
const thrown = ['InputError', 'ConfigurationError', 'AbortError', 'PluginError'];

/** Looks for a reference. */
export async function reconcile(
  list: ListByReference,
  reference: string,
  options?: CallOptions,
): Promise<Reconciliation> {
  let page: Page<Message>;
  try {
    // The row's own reply was read by its schema.
    page = (await list({ reference }, options)) as Page<Message>;
  } catch (error) {
    if (!isChattiError(error) || thrown.includes(error.name)) throw error;
    return { status: 'cannot_tell', messages: [], error };
  }
  const messages = page.data.filter(
    (message) => message.reference === reference && message.direction !== 'inbound',
  );
  if (messages.length > 0) return { status: 'found', messages };
  const answered = page.data.length === 0 && page.total === 0;
  return answered
    ? { status: 'not_yet', messages: [] }
    : { status: 'cannot_tell', messages: [], error: undefined };
}
