import type { CompleteMessage, MessageStatus } from '@chatti/core/contract';
import { parsePhoneNumber, parseSender } from '@chatti/core/rules';

/** What a message of the inbox must be like; whatever is left out does not matter. */
export interface InboxCondition {
  /** The recipient. */
  readonly to?: string;
  /** The sender. */
  readonly from?: string;
  /** Text that it holds somewhere, or an expression that it matches. */
  readonly body?: string | RegExp;
  /** The reference. */
  readonly reference?: string;
  /** The status. */
  readonly status?: MessageStatus;
}

/** The name of a condition. */
export type ConditionName = keyof InboxCondition;

/** The conditions that a message fails. */
export function missesOf(message: CompleteMessage, condition: InboxCondition): ConditionName[] {
  const { to, from, body, reference, status } = mended(condition);
  const misses: ConditionName[] = [];
  if (to !== undefined && message.to !== to) misses.push('to');
  if (from !== undefined && message.from !== from) misses.push('from');
  if (body !== undefined && !holds(message.body ?? '', body)) misses.push('body');
  if (reference !== undefined && message.reference !== reference) misses.push('reference');
  if (status !== undefined && message.status !== status) misses.push('status');
  return misses;
}

/** Numbers and senders as the sandbox stores them. */
export function mended(condition: InboxCondition): InboxCondition {
  const { to, from, ...rest } = condition;
  return {
    ...rest,
    ...(to === undefined ? {} : { to: parsePhoneNumber(to) ?? to }),
    ...(from === undefined ? {} : { from: parseSender(from)?.value ?? from }),
  };
}

function holds(text: string, wanted: string | RegExp): boolean {
  // `search` and not `test`: a global expression would remember where it stopped.
  return typeof wanted === 'string' ? text.includes(wanted) : text.search(wanted) >= 0;
}

/** A message that did not fit, and why. */
export interface NearMiss {
  readonly message: CompleteMessage;
  readonly failed: readonly ConditionName[];
}

/** How many near misses an error shows. */
const shown = 3;

/** No message fitted in time. */
export class InboxTimeoutError extends Error {
  override name = 'InboxTimeoutError';
  /** What came closest, the closest first: up to three messages, each with the conditions it failed. */
  readonly near: readonly NearMiss[];

  constructor(condition: InboxCondition, timeoutMs: number, messages: readonly CompleteMessage[]) {
    const near = messages
      .map((message) => ({ message, failed: missesOf(message, condition) }))
      .toSorted((one, other) => one.failed.length - other.failed.length)
      .slice(0, shown);
    super(
      `No message fitted within ${timeoutMs} ms. ${explain(Object.keys(condition), messages.length, near)}`,
    );
    this.near = near;
  }
}

function explain(asked: readonly string[], total: number, near: readonly NearMiss[]): string {
  const [closest] = near;
  if (!closest) return 'The inbox is empty.';
  const failed: readonly string[] = closest.failed;
  const fits = asked.filter((name) => !failed.includes(name));
  const but = `fails ${failed.join(' and ')}`;
  const status = failed.includes('status') ? ` (it is ${closest.message.status})` : '';
  const count = total === 1 ? '1 message is there' : `${total} messages are there`;
  return `${count}; the closest, ${closest.message.id}, ${fits.length > 0 ? `fits ${fits.join(' and ')} but ` : ''}${but}${status}.`;
}
