import type { CompleteMessage } from '@chatti/core/contract';

/** What no column of its own holds of a message, and what never changes of it. */
export type PackedFields = Pick<
  CompleteMessage,
  | 'body'
  | 'body_template'
  | 'characters'
  | 'encoding'
  | 'segments'
  | 'media'
  | 'subject'
  | 'metadata'
  | 'price'
  | 'currency'
  | 'in_reply_to'
  | 'scheduled_at'
  | 'received_at'
>;

/** How most messages are. Made anew each time: whoever is given a message may change it. */
const usual = () =>
  ({
    body_template: null,
    encoding: 'GSM-7',
    segments: 1,
    media: [],
    subject: null,
    metadata: {},
    currency: 'USD',
    in_reply_to: null,
    scheduled_at: null,
    received_at: null,
  }) satisfies Partial<PackedFields>;

/**
 * The packed fields as JSON, without those that are as usual: each byte is written to the log, and again to the file, and so
 * costs as much as the work on the message.
 */
export function packMessage(message: PackedFields): string {
  const { encoding, segments, media, metadata, currency } = message;
  return JSON.stringify({
    body: message.body,
    characters: message.characters,
    price: message.price,
    body_template: message.body_template ?? undefined,
    encoding: encoding === 'GSM-7' ? undefined : encoding,
    segments: segments === 1 ? undefined : segments,
    media: media.length === 0 ? undefined : media,
    subject: message.subject ?? undefined,
    metadata: Object.keys(metadata).length === 0 ? undefined : metadata,
    currency: currency === 'USD' ? undefined : currency,
    in_reply_to: message.in_reply_to ?? undefined,
    scheduled_at: message.scheduled_at ?? undefined,
    received_at: message.received_at ?? undefined,
  });
}

/** The fields that `packMessage` packed. */
export function unpackMessage(text: string): PackedFields {
  // Written by `packMessage`, which leaves out what is usual and nothing else.
  const packed = JSON.parse(text) as Pick<PackedFields, 'body' | 'characters' | 'price'>;
  return { ...usual(), ...packed };
}
