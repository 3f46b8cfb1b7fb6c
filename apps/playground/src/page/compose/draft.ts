import { useSyncExternalStore } from 'react';
import type { DraftFile } from './media.ts';
import { addRecipients } from './recipients.ts';

/** One fact of the metadata. */
export interface Fact {
  readonly key: string;
  readonly value: string;
}

/** What is being written. */
export interface Draft {
  /** Everybody that it goes to, as written. */
  readonly to: readonly string[];
  /** What is being written behind them, and belongs to them all the same. */
  readonly toPending: string;
  readonly from: string;
  readonly body: string;
  readonly media: readonly DraftFile[];
  readonly subject: string;
  /** When to send, in words. */
  readonly schedule: string;
  readonly reference: string;
  readonly metadata: readonly Fact[];
  /** What is being written behind the facts: nothing of it is sent before it is one. */
  readonly metadataPending: string;
  /** The reference that many messages get where none is written, so that they are found together. */
  readonly ownReference: string;
}

/** Nothing written yet. */
export const emptyDraft: Draft = {
  to: [],
  toPending: '',
  from: '',
  body: '',
  media: [],
  subject: '',
  schedule: '',
  reference: '',
  metadata: [],
  metadataPending: '',
  ownReference: newReference(),
};

/** What a newcomer finds: a number reserved for fiction, and no text. */
const firstDraft: Draft = { ...emptyDraft, to: ['+44 7700 900123'], from: 'Acme Shoes' };

/** A text that shows what there is to see. */
export const exampleBody =
  'Winter sale today: 20% off everything in store, from 9:00 to 21:00, at every Acme near you. ' +
  'It’s the last weekend, so bring a friend and both of you save. Opt out: {OptOutURL}';

/** What another room can have written: what is left out is empty. */
export interface NewDraft extends Partial<Omit<Draft, 'to' | 'toPending'>> {
  /** One number, or many between commas. */
  readonly to?: string;
}

let kept = firstDraft;
const listeners = new Set<() => void>();

/**
 * Puts something else in the place of what is being written, from wherever: `putDraft({ to, from, body })`, and then lead
 * to `/`.
 */
export function putDraft({ to = '', ...rest }: NewDraft): void {
  keep({ ...emptyDraft, ...rest, to: addRecipients([], to).recipients, ownReference: newReference() });
}

function keep(draft: Draft): void {
  kept = draft;
  for (const tell of listeners) tell();
}

/** Changes some of what is being written. It outlives a look into another room. */
export function changeDraft(part: Partial<Draft>): void {
  keep({ ...kept, ...part });
}

/** What is being written. */
export function useDraft(): Draft {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => kept,
  );
}

/** What is being written at this moment, for what is asked once. */
export function currentDraft(): Draft {
  return kept;
}

/** A name that nobody else has given a list today. */
export function newReference(): string {
  return `list-${Math.random().toString(36).slice(2, 8)}`;
}
