import { MAX_BATCH, type SendMessage, sendMessageSchema } from '../contract/send-message.ts';
import { MAX_BODY_BYTES } from '../contract/wire.ts';
import { type ChattiError, isChattiError } from '../errors/chatti-error.ts';
import { byteLength } from './byte-length.ts';
import { randomId } from './random-id.ts';
import { tooLarge } from './run-call.ts';
import { checked } from './task.ts';

/** A message on its way through a batch. */
export interface Item {
  /** Its place in the source, from 0. */
  readonly index: number;
  readonly reference: string;
  /** The message, checked; or why it cannot be sent. */
  readonly content: unknown;
  readonly refusal: ChattiError | undefined;
  /** The bytes it takes in a request. */
  readonly bytes: number;
}

/** What surrounds the items: `{"messages":[` and `]}`; the batch's own reference is counted with room to spare. */
const envelopeBytes = 400;

/**
 * Cuts messages into batches of at most 1000 items and 8 000 000 bytes of encoded body, in order. A message that
 * cannot be sent stays in its place, with its refusal. Reads no further ahead than the batch that it makes.
 */
export async function* cutIntoBatches(
  source: Iterable<SendMessage> | AsyncIterable<SendMessage>,
): AsyncGenerator<readonly Item[], void, undefined> {
  let batch: Item[] = [];
  let bytes = envelopeBytes;
  let index = 0;
  let broken: { readonly error: unknown } | undefined;
  try {
    for await (const message of source) {
      const item = itemOf(message, index++);
      if (batch.length === MAX_BATCH || bytes + item.bytes > MAX_BODY_BYTES) {
        yield batch;
        batch = [];
        bytes = envelopeBytes;
      }
      batch.push(item);
      bytes += item.bytes;
    }
  } catch (error) {
    // What was read before the source failed is sent all the same.
    broken = { error };
  }
  if (batch.length > 0) yield batch;
  if (broken) throw broken.error;
}

function itemOf(message: unknown, index: number): Item {
  const { reference: own } = Object(message) as { reference?: unknown };
  const reference = typeof own === 'string' ? own : randomId();
  try {
    const given = own === undefined ? { ...Object(message), reference } : message;
    const content = checked(sendMessageSchema, given, reference);
    // One more for the comma.
    const bytes = byteLength(JSON.stringify(content)) + 1;
    const refusal = envelopeBytes + bytes > MAX_BODY_BYTES ? tooLarge(reference) : undefined;
    return { index, reference, content, refusal, bytes: refusal ? 0 : bytes };
  } catch (error) {
    if (isChattiError(error)) return { index, reference, content: undefined, refusal: error, bytes: 0 };
    throw error;
  }
}
