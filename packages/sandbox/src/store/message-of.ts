import type { CompleteMessage } from '@chatti/core/contract';
import type { MessageRow } from './message-store.ts';
import { unpackMessage } from './packed-message.ts';

/** A stored message as it is answered. */
export function messageOf(row: MessageRow): CompleteMessage {
  const packed = unpackMessage(row.fixed);
  return {
    id: row.id,
    type: row.type,
    direction: row.direction,
    status: row.status,
    to: row.recipient,
    from: row.sender,
    body: packed.body,
    body_template: packed.body_template,
    characters: packed.characters,
    encoding: packed.encoding,
    segments: packed.segments,
    media: packed.media,
    subject: packed.subject,
    reference: row.reference,
    metadata: packed.metadata,
    price: packed.price,
    currency: packed.currency,
    // Written by `change`, as the error of a message.
    error: row.error === null ? null : (JSON.parse(row.error) as CompleteMessage['error']),
    in_reply_to: packed.in_reply_to,
    created_at: timeOf(row.created_at),
    updated_at: timeOf(row.updated_at),
    scheduled_at: packed.scheduled_at,
    sent_at: row.sent_at === null ? null : timeOf(row.sent_at),
    delivered_at: row.delivered_at === null ? null : timeOf(row.delivered_at),
    received_at: packed.received_at,
  };
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}
