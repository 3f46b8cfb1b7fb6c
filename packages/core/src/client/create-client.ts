import type { Contract, Endpoint } from '../contract/endpoint.ts';
import type { BatchResult } from '../contract/message.ts';
import type { SendBatch } from '../contract/send-message.ts';
import type { Page } from '../contract/page.ts';
import { buildClient } from './build-client.ts';
import type { ListAll } from './list-all.ts';
import type { CallOptions, ClientOptions, SharedOptions } from './options.ts';
import { runtime } from './platform.ts';
import type { Reconcile } from './reconcile.ts';
import type { RequestInput } from './request.ts';
import type { Resource } from './resource.ts';
import type { SendMany } from './send-many.ts';
import { settingsOf } from './settings.ts';
import type { WaitFor } from './wait-for.ts';

/** What every client has besides its resources. */
export interface ClientMethods<Self, C extends Contract> {
  /**
   * Make a single call that no row describes, with the same auth, limits, retries and errors as all others.
   *
   * @throws As every call; `InputError` for a path that would leave the base URL.
   * @example
   * ```ts
   * const usage = await chatti.request({ path: '/usage', query: { month: '2026-11' } });
   * ```
   */
  request<Out = unknown>(input: RequestInput<Out>, options?: CallOptions): Promise<Out>;
  /**
   * The same client with some options set anew. Plugins are replaced, headers are added, the budget of retries is
   * shared.
   *
   * @throws `ConfigurationError`
   */
  withOptions(options: SharedOptions<C>): Self;
}

type WalkOf<Rows> = Rows extends { list: Endpoint<infer Input, Page<infer Item>, infer _C> }
  ? ListAll<Input, Item>
  : unknown;
type ManyOf<Rows> = Rows extends { sendBatch: Endpoint<SendBatch, BatchResult, infer _C> }
  ? SendMany
  : unknown;
type LookOf<Rows> = Rows extends { list: Endpoint<infer Input, Page<infer Item>, infer _C> }
  ? 'reference' extends keyof Input
    ? Reconcile<Item>
    : unknown
  : unknown;
type WaitOf<Rows> = Rows extends { get: Endpoint<infer Input, infer Item, infer _C> }
  ? Item extends { status: string }
    ? Input extends { id: string }
      ? WaitFor<Item>
      : unknown
    : unknown
  : unknown;

/**
 * A client of a contract: its resources with a method for each row, and `listAll`, `sendMany`, `reconcile`,
 * `waitFor` on resources that have the rows for them.
 */
export type Client<C extends Contract> = {
  readonly [R in keyof C]: Resource<C[R]> & WalkOf<C[R]> & ManyOf<C[R]> & LookOf<C[R]> & WaitOf<C[R]>;
} & ClientMethods<Client<C>, C>;

/**
 * Makes a typed client of a contract: for an account whose paths or fields differ from `chattiV1`, or for another
 * API of the kind. Auth, limits, retries, outcomes and errors are the same for every contract.
 *
 * @throws `ConfigurationError`, which names the option and never holds the key.
 * @example
 * ```ts
 * const contract = defineContract({
 *   contacts: {
 *     /** Fetch one contact. *\/
 *     get: endpoint({ method: 'GET', path: '/contacts/{id}', input: key, output: contact, status: 200, retry: 'safe' }),
 *   },
 * });
 * const client = createClient(contract, { apiKey, baseUrl: 'https://api.example.com/v2' });
 * await client.contacts.get({ id: 'c_1' });
 * ```
 */
export function createClient<const C extends Contract>(
  contract: C,
  options: ClientOptions<NoInfer<C>>,
): Client<C> {
  // Built by a loop over the same rows that the type is mapped over.
  return buildClient(contract, settingsOf(options, runtime)) as Client<C>;
}
