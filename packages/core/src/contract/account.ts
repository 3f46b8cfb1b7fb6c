import { endpoint, type Gives, type In, type Named, type Reads, type Takes, type Whole } from './endpoint.ts';
import * as f from './fields.ts';

const rateLimitFields = {
  /** How many requests are allowed in a period. */
  limit: f.whole(),
  /** The period in seconds. */
  period_s: f.whole(),
};

/** How many requests an account may make. */
export interface RateLimit extends Reads<typeof rateLimitFields> {}
/** RateLimit, complete as a server writes it. */
export interface CompleteRateLimit extends Whole<typeof rateLimitFields> {}
/** The schema of {@link RateLimit}. */
export const rateLimitSchema: Gives<RateLimit, CompleteRateLimit> = f.open(rateLimitFields);

const accountFields = {
  /** The account's identifier: opaque text. */
  id: f.id(),
  /** The account's name. */
  name: f.words(),
  /** What is left to spend, as decimal text. */
  balance: f.words(),
  /** The balance's currency, ISO 4217. */
  currency: f.words(),
  /** The sender of messages that name none. */
  default_sender: f.orNull(f.words()),
  /** The web origins that may call the API directly, matched exactly. */
  cors_origins: f.listOf(f.words()),
  /** The rate limit; null where there is none. */
  rate_limit: f.orNull(rateLimitSchema),
};

/** The account that the API key belongs to. */
export interface Account extends Reads<typeof accountFields> {}
/** Account, complete as a server writes it. */
export interface CompleteAccount extends Whole<typeof accountFields> {}
/** The schema of {@link Account}. */
export const accountSchema: Gives<Account, CompleteAccount> = f.open(accountFields);

const getAccountFields = {};

/** What `account.get` takes: nothing. */
export interface GetAccount extends In<typeof getAccountFields>, Named {}
/** The schema of {@link GetAccount}. */
export const getAccountSchema: Takes<GetAccount> = f.closed(getAccountFields);

/** The account. */
export const account = {
  /** Read the account that the API key belongs to. A good way to check a key without sending. */
  get: endpoint({
    method: 'GET',
    path: '/account',
    input: getAccountSchema,
    output: accountSchema,
    status: 200,
    retry: 'safe',
  }),
};
