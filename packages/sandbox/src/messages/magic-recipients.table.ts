import type { MessageStatus, ProblemCode } from '@chatti/core/contract';

/** What a magic recipient brings about. */
export interface MagicRecipient {
  /** What happens, in a sentence. */
  readonly outcome: string;
  /** The send is refused with this code, and nothing is stored. */
  readonly refusal?: ProblemCode;
  /** The statuses of the message, one after the other; the last one stays. */
  readonly journey?: readonly MessageStatus[];
  /** `message.error` in the last status. */
  readonly error?: { readonly code: string; readonly message: string };
  /** What the recipient writes back once the message is delivered, where its sender is a number. */
  readonly answer?: string;
  /** The send is accepted and stored, but its reply is a 204 without content. */
  readonly emptyReply?: true;
}

const delivered = ['queued', 'sent', 'delivered'] as const;

/**
 * The numbers of the sandbox whose end is decided: `+1 202 555 0100` to `0199`, a range reserved for fiction. The rest of the
 * range is delivered as every other number is. The codes from 20 on are the first and the last digit of the status
 * they bring about: 49 answers 429.
 */
export const MAGIC_RECIPIENTS: Readonly<Record<string, MagicRecipient>> = {
  '+12025550100': { outcome: 'It is delivered.', journey: delivered },
  '+12025550101': {
    outcome: 'It stays `sent` for ever: the network reports nothing.',
    journey: ['queued', 'sent'],
  },
  '+12025550102': {
    outcome: 'It is `undelivered`: there is no such subscriber.',
    journey: ['queued', 'sent', 'undelivered'],
    error: { code: 'unknown_subscriber', message: 'The network does not know this number.' },
  },
  '+12025550103': {
    outcome: 'It is `undelivered`: the network filtered it.',
    journey: ['queued', 'sent', 'undelivered'],
    error: { code: 'filtered', message: 'The network filtered the message.' },
  },
  '+12025550104': {
    outcome: 'It is `failed`: no network takes it.',
    journey: ['queued', 'failed'],
    error: { code: 'no_route', message: 'No network takes messages to this number.' },
  },
  '+12025550105': {
    outcome: 'It stays `queued` and is `expired` 48 hours after its time of sending.',
    journey: ['queued', 'expired'],
    error: { code: 'expired', message: 'It could not be sent in time.' },
  },
  '+12025550106': {
    outcome: 'It stays `sent` and is `expired` 48 hours after its time of sending.',
    journey: ['queued', 'sent', 'expired'],
    error: { code: 'expired', message: 'It could not be delivered in time.' },
  },
  '+12025550107': {
    outcome: 'It is `scheduled` for an hour ahead where no time was asked for, and then delivered.',
    journey: ['scheduled', ...delivered],
  },
  '+12025550108': {
    outcome: 'It is `scheduled`, and then `cancelled` by the platform.',
    journey: ['scheduled', 'cancelled'],
  },
  '+12025550109': {
    outcome: 'It is delivered, and the recipient answers.',
    journey: delivered,
    answer: 'Thanks!',
  },
  '+12025550110': {
    outcome: 'It is delivered, and the recipient answers STOP.',
    journey: delivered,
    answer: 'STOP',
  },
  '+12025550111': {
    outcome: 'It is delivered, and the recipient answers START.',
    journey: delivered,
    answer: 'START',
  },
  '+12025550120': { outcome: '200: it is delivered.', journey: delivered },
  '+12025550124': {
    outcome: '204: it is accepted and delivered, but the reply is empty.',
    journey: delivered,
    emptyReply: true,
  },
  '+12025550140': { outcome: '400 `validation_failed`.', refusal: 'validation_failed' },
  '+12025550141': { outcome: '401 `unauthorised`.', refusal: 'unauthorised' },
  '+12025550142': { outcome: '400 `recipient_opted_out`.', refusal: 'recipient_opted_out' },
  '+12025550143': { outcome: '403 `forbidden`.', refusal: 'forbidden' },
  '+12025550144': { outcome: '404 `not_found`.', refusal: 'not_found' },
  '+12025550145': { outcome: '405 `method_not_allowed`.', refusal: 'method_not_allowed' },
  '+12025550146': { outcome: '403 `sender_not_allowed`.', refusal: 'sender_not_allowed' },
  '+12025550147': { outcome: '403 `insufficient_credit`.', refusal: 'insufficient_credit' },
  '+12025550148': { outcome: '400 `idempotency_key_in_use`.', refusal: 'idempotency_key_in_use' },
  '+12025550149': { outcome: '429 `rate_limited`.', refusal: 'rate_limited' },
  '+12025550150': { outcome: '500 `internal_error`.', refusal: 'internal_error' },
  '+12025550153': { outcome: '503 `unavailable`.', refusal: 'unavailable' },
  '+12025550154': { outcome: '504 `timeout`.', refusal: 'timeout' },
};

/** How long the number ending in 07 is held, in ms. */
export const HELD_MS = 3_600_000;

/** What every other number brings about. */
export const ORDINARY_RECIPIENT: MagicRecipient = { outcome: 'It is delivered.', journey: delivered };

/** What happens to messages to a number. */
export function recipientOf(number: string): MagicRecipient {
  return MAGIC_RECIPIENTS[number] ?? ORDINARY_RECIPIENT;
}

/** Whether messages to a number are delivered, and nothing else comes of them. */
export function isOrdinary(number: string): boolean {
  return recipientOf(number) === ORDINARY_RECIPIENT;
}
