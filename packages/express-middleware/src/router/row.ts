import type { ChattiV1, Endpoint, Parsed } from '@chatti/core/contract';

/** The name of a row of the contract: resource and verb, such as `messages.send`. */
export type RowName = { [R in Resource]: `${R}.${Verb<R>}` }[Resource];

type Resource = keyof ChattiV1;
type Verb<R extends Resource> = keyof ChattiV1[R] & string;
type Row<N extends string> = N extends `${infer R extends Resource}.${infer V}`
  ? V extends keyof ChattiV1[R]
    ? ChattiV1[R][V]
    : never
  : never;

/** What a caller writes for a row. */
export type RowInput<N extends RowName> = Row<N> extends Endpoint<infer I, infer _O, infer _C> ? I : never;

/** One call that a caller asks for: the row's name, and its input after the row's own check. */
export type RouterCall = { [N in RowName]: { readonly name: N; input: Parsed<RowInput<N>> } }[RowName];

/** A call as it may be rewritten: times may be a `Date` again. */
export type RewrittenCall = { [N in RowName]: { readonly name: N; readonly input: RowInput<N> } }[RowName];

/**
 * The rows that the router answers: a list of names, or by name `true` for all fields of the row or a list of the
 * fields that a caller may set. The keys of a row's path always pass.
 */
export type Expose =
  | readonly RowName[]
  | { readonly [N in RowName]?: true | readonly (keyof RowInput<N> & string)[] };
