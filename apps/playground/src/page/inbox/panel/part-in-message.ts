import type { JournalEntry } from '@chatti/sandbox';

/** What a request did for a message. */
export interface Part {
  /** In a sentence. */
  readonly sentence: string;
  /** The id of the message that it made in place of this one. */
  readonly other?: string;
}

const sends: readonly (string | null)[] = ['messages.send', 'messages.sendBatch'];

/** What a request about a message did for it; undefined where its status says all that is known. */
export function partInMessage(entry: JournalEntry, id: string): Part | undefined {
  const { endpoint, status } = entry;
  if (endpoint === null) return { sentence: visitOf(entry) };
  if (sends.includes(endpoint)) return partOfSend(entry, id);
  if (status !== 200) return undefined;
  if (endpoint === 'messages.get') return { sentence: 'It read the message.' };
  return endpoint === 'messages.cancel' ? { sentence: 'It cancelled the message.' } : undefined;
}

/**
 * Whether requests about a message may be missing. None is where its making is there from the first attempt on, since the
 * oldest are forgotten first.
 */
export function mayMiss(
  entries: readonly JournalEntry[],
  message: { readonly id: string; readonly created_at: string | null },
  keptSince: string | null,
): boolean {
  if (keptSince === null || Date.parse(message.created_at ?? '') > Date.parse(keptSince)) return false;
  const calls = new Set(entries.filter((entry) => hasMade(entry, message.id)).map(({ call }) => call));
  return !entries.some(({ number }) => calls.has(number));
}

function hasMade(entry: JournalEntry, id: string): boolean {
  return sends.includes(entry.endpoint) && entry.message_ids.includes(id) && !isReplay(entry);
}

function isReplay({ response_headers: headers }: JournalEntry): boolean {
  return headers['idempotency-replayed'] === 'true';
}

function partOfSend(entry: JournalEntry, id: string): Part {
  const { message_ids: ids, status } = entry;
  const [other] = ids;
  if (isReplay(entry))
    return {
      sentence: 'It made nothing new: its idempotency key was known, and it got the first reply again.',
    };
  if (other === undefined) return { sentence: 'It made no message.' };
  if (!ids.includes(id)) return { sentence: 'It made another message:', other };
  if (status === null) return { sentence: 'It made the message, and its reply never left.' };
  if (status !== 200) return { sentence: 'It made the message, and its reply did not say so.' };
  const rest = ids.length - 1;
  if (rest === 0) return { sentence: 'It made the message.' };
  return { sentence: `It made the message, with ${rest === 1 ? 'one other' : `${rest} others`}.` };
}

/** Only the page behind an opt-out link is about a message and no endpoint. */
function visitOf({ method, status }: JournalEntry): string {
  if (status !== 200) return 'The opt-out link had been used before.';
  return method === 'POST'
    ? 'The recipient pressed the button of the opt-out page.'
    : 'The recipient looked at the opt-out page.';
}
