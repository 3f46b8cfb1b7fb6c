import {
  endpoint,
  type Gives,
  type May,
  type Named,
  type Reads,
  type Takes,
  type Whole,
} from './endpoint.ts';
import * as f from './fields.ts';
import { pageOf, type PageQuery, pageQueryFields } from './page.ts';

const senderFields = {
  /** The sender's identifier: opaque text. */
  id: f.id(),
  /** `number` or `alphanumeric`. */
  type: f.known(['number', 'alphanumeric']),
  /** The number in E.164, or the sender ID: what `from` of a send takes. */
  value: f.words(),
  /** The country it is meant for, ISO 3166-1 alpha-2; null where it is not bound to one. */
  country: f.orNull(f.words()),
  /** Whether recipients can answer. Never for an alphanumeric sender ID. */
  two_way: f.flag(),
  /** What it can send: `sms`, `mms`. */
  capabilities: f.listOf(f.known(['sms', 'mms'])),
  /** `active`, `pending` or `rejected`. */
  status: f.known(['active', 'pending', 'rejected']),
  /** When it was added, ISO 8601 in UTC. */
  created_at: f.timeOut(),
};

/** A sender that the account may use. */
export interface Sender extends Reads<typeof senderFields> {}
/** Sender, complete as a server writes it. */
export interface CompleteSender extends Whole<typeof senderFields> {}
/** The schema of {@link Sender}. */
export const senderSchema: Gives<Sender, CompleteSender> = f.open(senderFields);
/** The schema of a page of {@link Sender}. */
export const senderPageSchema = pageOf(senderSchema);

const listSendersFields = { ...pageQueryFields };

/** What `senders.list` takes. */
export interface ListSenders extends PageQuery, May<typeof listSendersFields>, Named {}
/** The schema of {@link ListSenders}. */
export const listSendersSchema: Takes<ListSenders> = f.closed(listSendersFields);

/** Senders: the numbers and sender IDs of the account. */
export const senders = {
  /** Read one page of senders, newest first. */
  list: endpoint({
    method: 'GET',
    path: '/senders',
    input: listSendersSchema,
    output: senderPageSchema,
    status: 200,
    retry: 'safe',
  }),
};
