import {
  endpoint,
  type Gives,
  type In,
  type May,
  type Named,
  type Reads,
  type Takes,
  type Whole,
} from './endpoint.ts';
import * as f from './fields.ts';
import { pageOf, type PageQuery, pageQueryFields } from './page.ts';

const optOutFields = {
  /** The number that gets no more messages of this account, E.164. */
  number: f.words(),
  /** How it came: the `link` in a message, a `keyword` sent by the recipient, the `api`, or an `import`. */
  source: f.known(['link', 'keyword', 'api', 'import']),
  /** The message whose link was used, or that carried the keyword. */
  message_id: f.orNull(f.words()),
  /** When, ISO 8601 in UTC. */
  created_at: f.timeOut(),
};

/** A number that has opted out of every message of the account. */
export interface OptOut extends Reads<typeof optOutFields> {}
/** OptOut, complete as a server writes it. */
export interface CompleteOptOut extends Whole<typeof optOutFields> {}
/** The schema of {@link OptOut}. */
export const optOutSchema: Gives<OptOut, CompleteOptOut> = f.open(optOutFields);
/** The schema of a page of {@link OptOut}. */
export const optOutPageSchema = pageOf(optOutSchema);

const createOptOutFields = {
  /** The number, E.164; mended as `to` of a send. */
  number: f.phone(),
  /** `api` (the default) or `import`. */
  source: f.optional(f.oneOf(['api', 'import'])),
};

/** What `optOuts.create` takes. */
export interface CreateOptOut extends In<typeof createOptOutFields>, Named {}
/** The schema of {@link CreateOptOut}. */
export const createOptOutSchema: Takes<CreateOptOut> = f.closed(createOptOutFields);

const optOutKeyFields = {
  /** The number, E.164; mended as `to` of a send. */
  number: f.phone(),
};

/** Names one opt-out. */
export interface OptOutKey extends In<typeof optOutKeyFields>, Named {}
/** The schema of {@link OptOutKey}. */
export const optOutKeySchema: Takes<OptOutKey> = f.closed(optOutKeyFields);

const listOptOutsFields = { ...pageQueryFields };

/** What `optOuts.list` takes. */
export interface ListOptOuts extends PageQuery, May<typeof listOptOutsFields>, Named {}
/** The schema of {@link ListOptOuts}. */
export const listOptOutsSchema: Takes<ListOptOuts> = f.closed(listOptOutsFields);

/** Opt-outs: the numbers that must not be written to. */
export const optOuts = {
  /** Read one page of opt-outs, newest first. */
  list: endpoint({
    method: 'GET',
    path: '/opt-outs',
    input: listOptOutsSchema,
    output: optOutPageSchema,
    status: 200,
    retry: 'safe',
  }),
  /**
   * Read the opt-out of one number.
   *
   * @throws `ApiError` with code `not_found` when the number has not opted out.
   */
  get: endpoint({
    method: 'GET',
    path: '/opt-outs/{number}',
    input: optOutKeySchema,
    output: optOutSchema,
    status: 200,
    retry: 'safe',
  }),
  /** Opt a number out. Doing it again answers the first opt-out. */
  create: endpoint({
    method: 'POST',
    path: '/opt-outs',
    input: createOptOutSchema,
    output: optOutSchema,
    status: 200,
    retry: 'safe',
  }),
  /**
   * Take back an opt-out that was made by API or import.
   *
   * @throws `ApiError` with code `forbidden` when the recipient opted out by link or keyword: only the recipient
   * can take that back, by writing START, YES or UNSTOP.
   */
  delete: endpoint({
    method: 'DELETE',
    path: '/opt-outs/{number}',
    input: optOutKeySchema,
    output: null,
    status: 204,
    retry: 'safe',
  }),
};
