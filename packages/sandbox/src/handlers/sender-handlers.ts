import { createHash } from 'node:crypto';
import { chattiV1, type CompleteSender } from '@chatti/core/contract';
import { countriesOfNumber, formatTimestamp, parseSender } from '@chatti/core/rules';
import type { Account } from '../accounts.ts';
import { base32Bytes } from '../names.ts';
import { listingOf, makePage, type Span } from '../paging.ts';
import type { Platform } from '../platform.ts';
import type { HandlersOf } from './handlers.ts';

/** What an account shows that may use any sender: a number of a range for fiction, and a sender ID. */
const madeUpSenders = ['+447700900999', 'Chatti'];

/** The senders of the account. */
export function senderHandlers(_platform: Platform): HandlersOf<'senders'> {
  return {
    list(input, call) {
      const all = sendersOf(call.account);
      const listing = (span: Span) => listingOf(isIn(span, call.account.createdAt) ? all : []);
      return makePage(call, input, { row: chattiV1.senders.list, listing });
    },
  };
}

function isIn({ after, before }: Span, time: number): boolean {
  return (after === undefined || time >= after) && (before === undefined || time < before);
}

/** All made when the account was, so in the order of their ids. */
function sendersOf(account: Account): CompleteSender[] {
  const senders = (account.settings.senders ?? madeUpSenders).map((value) => describeSender(account, value));
  return senders.sort((one, other) => (one.id < other.id ? -1 : 1));
}

function describeSender(account: Account, value: string): CompleteSender {
  const isNumber = parseSender(value)?.kind === 'number';
  const digest = createHash('sha256').update(`${account.id} ${value}`).digest().subarray(0, 16);
  return {
    id: `snd_${base32Bytes(digest)}`,
    type: isNumber ? 'number' : 'alphanumeric',
    value,
    country: isNumber ? (countriesOfNumber(value)[0] ?? null) : null,
    two_way: isNumber,
    capabilities: ['sms', 'mms'],
    status: 'active',
    created_at: formatTimestamp(new Date(account.createdAt)),
  };
}
