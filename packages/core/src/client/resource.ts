import type { Endpoint } from '../contract/endpoint.ts';
import type { Page } from '../contract/page.ts';
import type { ListedPage } from './listed-page.ts';
import type { CallOptions } from './options.ts';

type Result<Out> = Out extends Page<infer Item> ? ListedPage<Item> : Out;

/** The method of one row: its input first, then the options of this call. */
export type Verb<Row> =
  Row extends Endpoint<infer Input, infer Out, infer _Complete>
    ? object extends Input
      ? (input?: Input, options?: CallOptions) => Promise<Result<Out>>
      : (input: Input, options?: CallOptions) => Promise<Result<Out>>
    : never;

/** The methods of a resource's rows, with the docs of the rows. */
export type Resource<Rows> = { readonly [V in keyof Rows]: Verb<Rows[V]> };
