import type { Message } from '@chatti/core/contract';
import type { Delivery, JournalEntry } from '@chatti/sandbox';

/**
 * The requests that made a message, oldest first: the one whose reply names it, and all attempts of the same call. Where no
 * reply that is kept names it (it was lost, or was empty), the send of the same content at the same moment.
 */
export function attemptsOf(entries: readonly JournalEntry[], message: Message): JournalEntry[] {
  const sends = entries.filter(
    ({ endpoint }) => endpoint === 'messages.send' || endpoint === 'messages.sendBatch',
  );
  const named = sends.find(({ response_body: body }) => body !== null && names(body, message.id));
  const made = named ?? sends.find((entry) => isSameContent(entry, message));
  if (!made) return [];
  return sends.filter(({ call }) => call === made.call).toSorted((a, b) => a.number - b.number);
}

/** The deliveries of events about a message, newest first. */
export function deliveriesOf(deliveries: readonly Delivery[], id: string): Delivery[] {
  return deliveries.filter(({ body }) => {
    if (!body.includes(id)) return false;
    const event = readJson(body);
    const message = field(field(event, 'data'), 'message');
    const optOut = field(field(event, 'data'), 'opt_out');
    return field(message, 'id') === id || field(optOut, 'message_id') === id;
  });
}

/** How far the moments of a send and of its message can be apart on the sandbox's clock, in ms. */
const sameMomentMs = 2000;

function isSameContent({ request_body: text, at, endpoint }: JournalEntry, message: Message): boolean {
  if (endpoint !== 'messages.send' || text === null) return false;
  if (Math.abs(Date.parse(at) - Date.parse(message.created_at ?? '')) > sameMomentMs) return false;
  const sent = readJson(text);
  const body = message.body_template ?? message.body;
  const reference = message.reference ?? undefined;
  return (
    digits(field(sent, 'to')) === digits(message.to) &&
    (field(sent, 'body') ?? null) === body &&
    field(sent, 'reference') === reference
  );
}

function digits(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\D/g, '') : '';
}

function names(text: string, id: string): boolean {
  if (!text.includes(id)) return false;
  const reply = readJson(text);
  // A reply that is kept in part can be no JSON any more, and still holds the id of one message only.
  if (reply === undefined || field(reply, 'id') === id) return true;
  const items = field(reply, 'data');
  return Array.isArray(items) && items.some((item) => field(field(item, 'message'), 'id') === id);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
