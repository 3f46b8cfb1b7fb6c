import type { MediaInput, SendMessage } from '@chatti/core/contract';
import type { Draft, Fact } from './draft.ts';
import { readFact, withFact } from './facts.ts';
import type { DraftFile } from './media.ts';
import { addRecipients, asSent } from './recipients.ts';
import { readSchedule } from './schedule.ts';

/** The fields of a message but its recipient, as they are sent. */
export interface MessageFields extends Omit<SendMessage, 'to'> {}

interface Recipients {
  readonly written: readonly string[];
  readonly sent: readonly string[];
}

/** The last lists that were read, since every key that is pressed asks for them, and they can hold thousands. */
let last: { readonly to: readonly string[]; readonly pending: string; readonly read: Recipients } | undefined;

function readRecipients({ to, toPending: pending }: Draft): Recipients {
  if (last?.to === to && last.pending === pending) return last.read;
  const written = pending.trim() === '' ? to : addRecipients(to, pending).recipients;
  const read = { written, sent: written.map(asSent) };
  last = { to, pending, read };
  return read;
}

/** Everybody that the draft goes to, as written, with what is still being written. */
export function recipientsOf(draft: Draft): readonly string[] {
  return readRecipients(draft).written;
}

/** Everybody that the draft goes to, as it is sent. */
export function numbersOf(draft: Draft): readonly string[] {
  return readRecipients(draft).sent;
}

/** The list without some of those that it goes to, as they are sent. */
export function withoutRecipients(draft: Draft, sent: readonly string[]): Pick<Draft, 'to' | 'toPending'> {
  const out = new Set(sent);
  return { to: recipientsOf(draft).filter((text) => !out.has(asSent(text))), toPending: '' };
}

/** The reference that it carries: many messages get one of their own where none is written. */
export function referenceOf(draft: Draft): string {
  if (draft.reference !== '') return draft.reference;
  return recipientsOf(draft).length > 1 ? draft.ownReference : '';
}

/** The facts, with the one that is still being written where it is one. */
function factsOf({ metadata, metadataPending }: Draft): readonly Fact[] {
  const last = readFact(metadataPending);
  return last ? withFact(metadata, last) : metadata;
}

/** The fields as they are sent, in the order of the contract: one that is empty is left out. */
export function fieldsOf(draft: Draft, now: Date): MessageFields {
  const schedule = readSchedule(draft.schedule, now);
  const facts = factsOf(draft);
  const fields = {
    from: draft.from,
    body: draft.body,
    media: draft.media.length > 0 ? draft.media.map(mediaInputOf) : '',
    subject: draft.subject,
    // What is not understood is sent as written, and refused.
    scheduled_at: schedule.kind === 'at' ? schedule.value : draft.schedule.trim(),
    reference: referenceOf(draft),
    metadata: facts.length > 0 ? Object.fromEntries(facts.map(({ key, value }) => [key, value])) : '',
  };
  // What is left has the types of the fields: only empty texts were standing in for nothing.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')) as MessageFields;
}

function mediaInputOf(file: DraftFile): MediaInput {
  return file.kind === 'url' ? { url: file.url } : { filename: file.filename, content: file.content };
}

/** A stand-in of the least size for what a file holds: only its name counts for what is asked before sending. */
const anyContent = 'AAAA';

/**
 * The fields to be judged before sending: for the first recipient, and without the files themselves. Nor with the time,
 * which its own field judges: one that counts from now would be another question with every tick of the clock.
 */
export function fieldsToJudge(draft: Draft, now: Date): Partial<SendMessage> {
  const { media, scheduled_at: _time, ...fields } = fieldsOf(draft, now);
  const [to] = numbersOf(draft);
  return {
    ...(to === undefined ? {} : { to }),
    ...fields,
    ...(media
      ? { media: media.map((file) => (file.content === undefined ? file : { ...file, content: anyContent })) }
      : {}),
  };
}
