import type { ChattiEvent } from './events.ts';
import type { Message } from './message.ts';
import { isFinal, isMessageStatus, type MessageStatus, nextStatuses } from './status.ts';

/**
 * Brings a view of one message up to date with an event, whatever the order in which events arrive: the view never
 * goes backwards, and the first terminal status stays. Hand in what you have stored (or what `messages.send`
 * answered, or undefined at first) and store what comes back. It is the same object where the event has nothing new,
 * and neither argument is changed.
 *
 * The message that is further in its life wins: a terminal status before all others, then `sent` before `queued`
 * before `scheduled`, then the later `updated_at`. A status that is not known here counts as not final; it stands
 * beside `sent` where the message has a `sent_at`, else beside `queued`. Where the status itself is missing in an
 * event, its type says it (`message.delivered`).
 *
 * An event about another message, or about no message, changes nothing.
 *
 * @example
 * ```ts
 * const { message } = event.data ?? {};
 * if (message) await views.set(message.id, applyEvent(await views.get(message.id), event));
 * ```
 */
export function applyEvent(state: Message, event: ChattiEvent): Message;
export function applyEvent(state: Message | undefined, event: ChattiEvent): Message | undefined;
export function applyEvent(state: Message | undefined, event: ChattiEvent): Message | undefined {
  const told = messageOf(event);
  if (told === undefined) return state;
  if (state === undefined) return told;
  return told.id === state.id && isFurther(told, state) ? told : state;
}

function messageOf({ type, data }: ChattiEvent): Message | undefined {
  const message = data?.message ?? undefined;
  if (message?.status !== 'unknown') return message;
  const status = type?.replace(/^message\./, '');
  return status !== undefined && isMessageStatus(status) ? { ...message, status } : message;
}

function isFurther(told: Message, state: Message): boolean {
  if (isFinal(state.status)) return false;
  const steps = stepsLeft(stageOf(state)) - stepsLeft(stageOf(told));
  if (steps !== 0) return steps > 0;
  const [earlier, later] = [changedAt(state), changedAt(told)];
  if (earlier !== later) return later > earlier;
  return isMessageStatus(told.status) && !isMessageStatus(state.status);
}

/** The known status that a message stands beside. */
function stageOf({ status, sent_at }: Message): MessageStatus {
  if (isMessageStatus(status)) return status;
  return sent_at === null ? 'queued' : 'sent';
}

/** The longest way to a terminal status: 0 for these, 1 for `sent`, and so on. */
function stepsLeft(status: MessageStatus): number {
  return Math.max(0, ...nextStatuses(status).map((next) => 1 + stepsLeft(next)));
}

/** `updated_at` in ms since 1970; before everything where it is missing. */
function changedAt({ updated_at }: Message): number {
  const time = Date.parse(updated_at ?? '');
  return Number.isNaN(time) ? -Infinity : time;
}
