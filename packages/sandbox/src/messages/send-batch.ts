import {
  type CompleteBatchResult,
  type CompleteErrorBody,
  type BatchDefaults,
  type Parsed,
  type SendMessage,
  sendMessageSchema,
  withDefaults,
} from '@chatti/core/contract';
import type { Call } from '../call.ts';
import type { Platform } from '../platform.ts';
import { readSchedule } from '../read-time.ts';
import { demandInput, Refusal } from '../refusal.ts';
import { send } from './send.ts';

/** A batch whose items are not checked yet. */
export interface Batch extends BatchDefaults {
  readonly messages: readonly unknown[];
}

/**
 * Sends the items of a batch, each judged alone.
 *
 * @throws `Refusal` where what goes for all items is wrong.
 */
export function sendBatch(platform: Platform, call: Call, batch: Batch): CompleteBatchResult {
  if (batch.scheduled_at !== undefined) readSchedule('scheduled_at', batch.scheduled_at, call.now);
  const data = batch.messages.map((item, index) => sendItem(platform, call, { batch, item, index }));
  const accepted = data.filter(({ status }) => status === 'accepted').length;
  return {
    total_count: data.length,
    accepted_count: accepted,
    rejected_count: data.length - accepted,
    data,
  };
}

interface Place {
  readonly batch: Batch;
  readonly item: unknown;
  readonly index: number;
}

function sendItem(
  platform: Platform,
  call: Call,
  { batch, item, index }: Place,
): CompleteBatchResult['data'][number] {
  try {
    const message = send(platform, call, readItem(batch, item));
    return { index, status: 'accepted', message, error: null };
  } catch (error) {
    // Anything else is the sandbox's own fault, and takes the whole batch back.
    if (!(error instanceof Refusal)) throw error;
    return { index, status: 'rejected', message: null, error: placed(error.body(call.requestId), index) };
  }
}

function readItem(batch: Batch, item: unknown): Parsed<SendMessage> {
  const isObject = typeof item === 'object' && item !== null && !Array.isArray(item);
  return demandInput(sendMessageSchema, isObject ? withDefaults(batch, item) : item);
}

/** The error of an item, with the fields named as they stand in the request. */
function placed(body: CompleteErrorBody, index: number): CompleteErrorBody {
  const place = `messages[${index}]`;
  const errors = body.errors.map((error) => ({
    ...error,
    field: error.field === '' ? place : `${place}.${error.field}`,
  }));
  return { ...body, errors };
}
