/**
 * Where a message can go from each status. `sent` may be the last word for ever, since not every network reports
 * deliveries; it is not terminal all the same.
 */
const transitions = {
  scheduled: ['queued', 'cancelled', 'failed'],
  queued: ['sent', 'failed', 'expired'],
  sent: ['delivered', 'undelivered', 'expired'],
  delivered: [],
  undelivered: [],
  expired: [],
  failed: [],
  cancelled: [],
  received: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A documented status of a message. */
export type MessageStatus = keyof typeof transitions;

// Object.keys gives the table's own keys; its type cannot say so.
/** Every documented status of a message. */
export const MESSAGE_STATUSES = Object.keys(transitions) as readonly MessageStatus[];

/** The statuses that can follow directly; none for a terminal or an unknown status. */
export function nextStatuses(status: string): readonly MessageStatus[] {
  return isMessageStatus(status) ? transitions[status] : [];
}

/**
 * Whether a message in this status never changes again: `cancelled`, `failed`, `delivered`, `undelivered`,
 * `expired`, `received`. A status that is not known here counts as not final.
 */
export function isFinal(status: string): boolean {
  return isMessageStatus(status) && transitions[status].length === 0;
}

/** Whether a text is a documented status of a message. */
export function isMessageStatus(status: string): status is MessageStatus {
  return Object.hasOwn(transitions, status);
}
