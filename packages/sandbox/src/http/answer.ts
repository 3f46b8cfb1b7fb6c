import {
  type CompleteBatchResult,
  type CompleteMessage,
  decodeRequest,
  hasBody,
} from '@chatti/core/contract';
import type { Account } from '../accounts.ts';
import type { Call } from '../call.ts';
import { recipientOf } from '../messages/magic-recipients.table.ts';
import type { Platform } from '../platform.ts';
import { demandInput, Refusal } from '../refusal.ts';
import { isKey } from '../settings.ts';
import { type Answer, hashContent, type Idempotency, readKey } from './idempotency.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { type Exchange, originIn } from './exchange.ts';
import { carriesBody, parseBody, readBody } from './request-body.ts';
import type { Route } from './route.ts';

/** What it takes to answer. */
export interface Desk {
  readonly platform: Platform;
  readonly limiter: RateLimiter;
  readonly idempotency: Idempotency;
}

/**
 * Answers a request to a row of the contract: who calls, whether they may, what they ask, what comes of it, and only
 * then, once it is stored, the answer.
 *
 * @throws `Refusal` for every documented problem.
 */
export async function answer(
  desk: Desk,
  exchange: Exchange,
  { route, params }: { route: Route; params: Readonly<Record<string, string>> },
): Promise<Answer> {
  const { platform, limiter } = desk;
  const { request } = exchange;
  const account = identify(platform, request);
  exchange.account = account;
  exchange.limits = limiter.admit(account);
  const bytes =
    exchange.body ??
    (hasBody(route.row.method) || carriesBody(request, exchange.incoming)
      ? await readBody(request, exchange.incoming)
      : nothing);
  exchange.body = bytes;
  const body = parseBody(bytes, request.headers.get('content-type'));
  const { row } = route;
  const input = demandInput(
    row.envelope ?? row.input,
    decodeRequest(row, { params, query: hasBody(row.method) ? noQuery : exchange.url.searchParams, body }),
  );
  exchange.isChecked = true;
  const root = `${platform.settings.publicUrl ?? originIn(request.url)}/v1`;
  const call: Call = { account, now: platform.clock.date(), requestId: exchange.requestId, root };
  const work = () => {
    const output = route.handle(input, call);
    exchange.messageIds ??= madeBy(route, output);
    return answerTo(route, output);
  };
  if (row.method === 'GET') return settled(platform, work());
  const key = readKey(request);
  const store: Store = (change) =>
    readyRows.has(route.name) ? platform.db.writeReady(change) : platform.db.write(change);
  if (key === undefined) return settled(platform, store(work));
  return once(desk, exchange, { key, bytes, call, route, work, store });
}

/** Rows whose handlers refuse before they write, or not at all. */
const readyRows: ReadonlySet<string> = new Set(['messages.send', 'messages.sendBatch']);

/** Writes what a request changes. */
type Store = (change: () => Answer) => Answer;

const nothing = new Uint8Array();
const noQuery = new URLSearchParams();

/** The account of the key; a missing key and a wrong one are told apart by nobody. */
function identify({ accounts }: Platform, request: Request): Account {
  const key = request.headers.get('x-api-key');
  if (key === null || !isKey(key)) throw new Refusal('unauthorised');
  return accounts.open(key);
}

/** The ids of the messages in the output of a send or of a batch. */
function madeBy({ name }: Route, output: unknown): string[] {
  // Each row's output is what its handler gives.
  if (name === 'messages.send') return [(output as CompleteMessage).id];
  if (name !== 'messages.sendBatch') return [];
  return (output as CompleteBatchResult).data.flatMap(({ message }) => message?.id ?? []);
}

function answerTo({ name, row }: Route, output: unknown): Answer {
  // The output of a send is a message.
  const isEmpty =
    row.output === null ||
    (name === 'messages.send' && recipientOf((output as CompleteMessage).to).emptyReply);
  return isEmpty ? { status: 204, body: null } : { status: row.status, body: JSON.stringify(output) };
}

interface KeyedWork {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly call: Call;
  readonly route: Route;
  readonly work: () => Answer;
  readonly store: Store;
}

/** Does the work for the first request with a key, and gives its answer to the others. */
async function once(
  { platform, idempotency }: Desk,
  exchange: Exchange,
  { key, bytes, call, route, work, store }: KeyedWork,
): Promise<Answer> {
  const place = `${exchange.request.method} ${exchange.url.pathname}`;
  const keyed = { account: call.account.number, place, key, contentHash: hashContent(bytes) };
  const now = call.now.getTime();
  const before = idempotency.find(keyed, now);
  if (before) {
    exchange.headers['Idempotency-Replayed'] = 'true';
    if (before.body !== null) exchange.messageIds ??= madeBy(route, JSON.parse(before.body));
    return settled(platform, before);
  }
  const release = idempotency.hold(keyed);
  try {
    const first = store(() => {
      const result = work();
      idempotency.keep(keyed, result, now);
      return result;
    });
    return await settled(platform, first);
  } finally {
    release();
  }
}

/** The answer, once everything it tells of is stored. */
async function settled({ db }: Platform, result: Answer): Promise<Answer> {
  await db.settled();
  return result;
}
