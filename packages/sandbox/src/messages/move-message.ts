import {
  type CompleteMessage,
  type MessageStatus,
  nextStatuses,
  type ProblemCode,
} from '@chatti/core/contract';
import type { Account } from '../accounts.ts';
import type { Platform } from '../platform.ts';
import { fieldRefusal, Refusal } from '../refusal.ts';
import { messageOf } from '../store/message-of.ts';
import type { MessageRow } from '../store/message-store.ts';
import { MAGIC_RECIPIENTS, recipientOf } from './magic-recipients.table.ts';

/** Where a message is to go. */
export interface Move {
  readonly id: string;
  readonly status: MessageStatus;
  /** Why, where it goes wrong. */
  readonly error_code?: string | undefined;
}

type MessageError = NonNullable<CompleteMessage['error']>;

/** Why a message ends so, where nobody says why. */
const usualErrors: Readonly<Partial<Record<MessageStatus, string>>> = {
  failed: 'no_route',
  undelivered: 'unknown_subscriber',
  expired: 'expired',
};

const optedOut: ProblemCode = 'recipient_opted_out';

/** The sentences of the codes that messages end with by themselves. */
const sentences: ReadonlyMap<string, string> = new Map([
  ...Object.values(MAGIC_RECIPIENTS).flatMap(({ error }) =>
    error ? [[error.code, error.message] as const] : [],
  ),
  ['expired', 'It could not be delivered in time.'],
  [optedOut, 'The recipient opted out before the message was sent.'],
]);

/**
 * Moves a message of an account to a status that can follow its own, with everything that the step brings about: times,
 * price, events, the next step.
 *
 * @throws `Refusal` where there is no such message, or where it cannot go there.
 */
export function moveMessage(platform: Platform, account: Account, move: Move): CompleteMessage {
  const row = findMessage(platform, account, move.id);
  const allowed = nextStatuses(row.status);
  if (!allowed.includes(move.status)) {
    const list =
      allowed.length === 0 ? 'nothing does' : `${allowed.join(', ')} ${allowed.length === 1 ? 'does' : 'do'}`;
    throw fieldRefusal('status', 'out_of_range', `does not follow \`${row.status}\`: ${list}`);
  }
  const moved = platform.delivery.move(row, move.status, errorOf(move));
  // As where it is delivered in its own time.
  if (move.status === 'delivered') platform.inbound.answer(moved, recipientOf(row.recipient).answer);
  return messageOf(moved);
}

/**
 * The message of an account with an id.
 *
 * @throws `Refusal` where there is none.
 */
export function findMessage({ messages }: Platform, { number }: Account, id: string): MessageRow {
  const row = messages.get(number, id);
  if (!row) throw new Refusal('not_found');
  return row;
}

function errorOf({ status, error_code: given }: Move): MessageError | undefined {
  const usual = usualErrors[status];
  if (usual === undefined && given !== undefined)
    throw fieldRefusal('error_code', 'contradiction', `is for ${Object.keys(usualErrors).join(', ')} only`);
  const code = given ?? usual;
  return code === undefined
    ? undefined
    : { code, message: sentences.get(code) ?? 'Somebody said so in the sandbox.' };
}
