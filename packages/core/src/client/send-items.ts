import type { BatchItem, BatchResult, Message } from '../contract/message.ts';
import { ApiError } from '../errors/api-error.ts';
import { type ChattiError, isChattiError } from '../errors/chatti-error.ts';
import { InputError } from '../errors/input-error.ts';
import { ReplyError } from '../errors/reply-error.ts';
import type { Item } from './batches.ts';
import type { CallOptions } from './options.ts';
import { readErrorValue } from './read-error-body.ts';
import { redactQuotations } from './redact-quotations.ts';
import { redactorOf, responseOf } from './response-of.ts';
import type { SendResult } from './send-many.ts';

/** Sends one batch. */
export type SendBatchCall = (input: { messages: unknown[] }, options: CallOptions) => Promise<unknown>;

/** What became of a batch. */
export interface Sent {
  readonly results: readonly SendResult[];
  /** Why nothing more should be sent, if so. */
  readonly stop: ChattiError | undefined;
}

/** Sends the items that can be sent in one request, and tells of each what became of it. */
export async function sendItems(
  sendBatch: SendBatchCall,
  items: readonly Item[],
  options: CallOptions,
): Promise<Sent> {
  const good = items.filter(({ refusal }) => refusal === undefined);
  const sent = await sendGood(sendBatch, good, options);
  const byIndex = new Map(sent.results.map((result) => [result.index, result]));
  const results = items.map((item) => byIndex.get(item.index) ?? resultOf(item, item.refusal));
  return { results, stop: sent.stop };
}

async function sendGood(
  sendBatch: SendBatchCall,
  items: readonly Item[],
  options: CallOptions,
): Promise<Sent> {
  if (items.length === 0) return { results: [], stop: undefined };
  try {
    // The row's own reply was read by its schema.
    const reply = (await sendBatch(
      { messages: items.map(({ content }) => content) },
      options,
    )) as BatchResult;
    return { results: judgeItems(items, reply), stop: undefined };
  } catch (error) {
    if (!isChattiError(error)) throw error;
    // A plugin made one of them wrong, or the whole too large: the halves are tried apart, so that the rest gets through.
    if (error instanceof InputError && items.length > 1) return sendHalves(sendBatch, items, options);
    const results = items.map((item) => resultOf(item, error));
    return { results, stop: endsEverything(error) ? error : undefined };
  }
}

async function sendHalves(
  sendBatch: SendBatchCall,
  items: readonly Item[],
  options: CallOptions,
): Promise<Sent> {
  const middle = Math.ceil(items.length / 2);
  const first = await sendGood(sendBatch, items.slice(0, middle), options);
  const rest = items.slice(middle);
  const second = first.stop ? unsent(rest, first.stop) : await sendGood(sendBatch, rest, options);
  return { results: [...first.results, ...second.results], stop: first.stop ?? second.stop };
}

/** Items that were read but not sent, since something before them ended everything. */
export function unsent(items: readonly Item[], stop: ChattiError): Sent {
  const results = items.map((item): SendResult => ({ ...resultOf(item, stop), outcome: 'not_sent' }));
  return { results, stop };
}

function endsEverything(error: ChattiError): boolean {
  return (
    error.name === 'AbortError' ||
    (error instanceof ApiError && (error.status === 401 || error.status === 403))
  );
}

function resultOf({ index, reference }: Item, error: ChattiError | undefined): SendResult {
  return { index, reference, outcome: error?.outcome ?? 'unknown', message: null, error: error ?? null };
}

/** A success may hold rejected items; one that it does not mention may have been sent. */
function judgeItems(items: readonly Item[], reply: BatchResult): SendResult[] {
  const told = toldOf(reply.data ?? [], items.length);
  return items.map((item, place) => {
    const one = told.get(place);
    if (one?.status === 'accepted') return accepted(item, one.message);
    if (one?.status === 'rejected') return resultOf(item, rejection(item, one, reply));
    const facts = {
      outcome: 'unknown',
      reference: item.reference,
      status: responseOf(reply)?.status ?? 200,
    } as const;
    return resultOf(item, new ReplyError('the reply does not say what became of this message', facts));
  });
}

/** What is said of each place in a batch of `count`; undefined where nothing certain is. */
function toldOf(data: readonly BatchItem[], count: number): Map<number, BatchItem | undefined> {
  const told = new Map<number, BatchItem | undefined>();
  for (const [place, item] of data.entries()) {
    // By its order alone only a complete list tells of which message it speaks.
    const index = item.index ?? (data.length === count ? place : undefined);
    if (index !== undefined) told.set(index, told.has(index) ? undefined : item);
  }
  return told;
}

function accepted({ index, reference }: Item, message: Message | null): SendResult {
  return { index, reference, outcome: 'accepted', message, error: null };
}

function rejection({ reference, content }: Item, { error }: BatchItem, reply: BatchResult): ApiError {
  // An item that was sent is a message, and was checked.
  const { body, subject } = content as { body?: string; subject?: string };
  const redactKeys = redactorOf(reply);
  const redactTexts = redactQuotations([body ?? '', subject ?? '']);
  const said = readErrorValue(error, (text) => redactKeys(redactTexts(text)));
  const requestId = responseOf(reply)?.requestId;
  const status = typeof error?.status === 'number' ? error.status : 400;
  const code = said.code ?? `http_${status}`;
  return new ApiError(`the item was rejected: ${code}${said.message ? `: ${said.message}` : ''}`, {
    outcome: 'rejected',
    reference,
    requestId: requestId === undefined ? undefined : redactKeys(requestId),
    status,
    code,
    errors: said.errors,
  });
}
