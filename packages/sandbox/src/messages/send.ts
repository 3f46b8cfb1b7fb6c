import type { CompleteMessage, MessageStatus, Parsed, SendMessage } from '@chatti/core/contract';
import { hasOptOut } from '@chatti/core/rules';
import type { Call } from '../call.ts';
import { formatMoney } from '../money.ts';
import type { Platform } from '../platform.ts';
import { readSchedule } from '../read-time.ts';
import { fieldRefusal, Refusal } from '../refusal.ts';
import { assess, type Assessment, demandLength, optOutUrl, TOKEN_BYTES } from './assess.ts';
import { attach } from './attach.ts';
import { HELD_MS, type MagicRecipient, recipientOf } from './magic-recipients.table.ts';
import type { NewMessage } from './message.ts';
import { CURRENCY } from './tariff.table.ts';

type Input = Parsed<SendMessage>;

/**
 * Takes one message on: judges it by the account and the clock, stores it and starts its journey.
 *
 * @throws `Refusal`; then nothing is stored.
 */
export function send(platform: Platform, call: Call, input: Input): CompleteMessage {
  const { account, now } = call;
  const from = demandSender(call, input.from);
  const asked =
    input.scheduled_at === undefined ? undefined : readSchedule('scheduled_at', input.scheduled_at, now);
  demandRecipient(platform, call, input.to);
  const id = platform.messages.nextId(account);
  const token = hasOptOut(input.body ?? '') ? optOutToken(platform, id) : undefined;
  const text = assess(input, token === undefined ? '' : optOutUrl(platform.publicOrigin(), token));
  demandLength(text);
  // The first that is written, and the last that is refused.
  if (!platform.accounts.charge(account.number, text.price)) throw new Refusal('insufficient_credit');

  const times = startOf(recipientOf(input.to), asked, now.getTime());
  const media = attach(platform, { account: account.number, messageId: id }, input.media ?? []);
  const message = describe(input, { id, from, text, media, times, now: now.toISOString() });
  const sendAt = times.scheduledAt ?? now.getTime();
  const dueAt = platform.delivery.dueAfter({ status: times.status, to: input.to, sendAt }, now.getTime());
  platform.messages.add(account.number, message, { createdAt: now.getTime(), sendAt, dueAt });
  if (token !== undefined) {
    platform.optOutStore.addLink(token, { account: account.number, number: input.to, message_id: id });
  }
  platform.clock.wake(dueAt);
  platform.events.messageChanged({ account: account.number, id });
  return message;
}

/**
 * The sender of a message: the one that is named, or else the account's own.
 *
 * @throws `Refusal` where there is none, or where the account may not use it.
 */
export function demandSender({ account }: Call, given: string | undefined): string {
  const { defaultSender, senders } = account.settings;
  const from = given ?? defaultSender;
  if (from === null) throw fieldRefusal('from', 'required');
  if (senders && !senders.includes(from)) throw new Refusal('sender_not_allowed');
  return from;
}

/**
 * Refuses a recipient who has opted out, and one whose number stands for a refusal.
 *
 * @throws `Refusal`
 */
export function demandRecipient(platform: Platform, { account }: Call, to: string): void {
  const { refusal } = recipientOf(to);
  if (refusal === 'validation_failed') throw fieldRefusal('to', 'invalid_number');
  if (refusal !== undefined) throw new Refusal(refusal);
  if (platform.optOutStore.has(account.number, to)) throw new Refusal('recipient_opted_out');
}

function optOutToken({ names }: Platform, messageId: string): string {
  return names.bytes(TOKEN_BYTES, ['opt-out', messageId]).toString('base64url');
}

interface Start {
  readonly status: MessageStatus;
  readonly scheduledAt: number | undefined;
}

/** How a message begins: with the first status of its recipient, unless its sender has scheduled it. */
function startOf({ journey }: MagicRecipient, asked: number | undefined, now: number): Start {
  if (asked !== undefined) return { status: 'scheduled', scheduledAt: asked };
  const status = journey?.[0] ?? 'queued';
  return { status, scheduledAt: status === 'scheduled' ? now + HELD_MS : undefined };
}

interface Made {
  readonly id: string;
  readonly from: string;
  readonly text: Assessment;
  readonly media: NewMessage['media'];
  readonly times: Start;
  readonly now: string;
}

function describe(input: Input, { id, from, text, media, times, now }: Made): NewMessage {
  return {
    id,
    type: input.media === undefined ? 'sms' : 'mms',
    direction: 'outbound',
    status: times.status,
    to: input.to,
    from,
    body: text.body,
    body_template: text.body_template,
    characters: text.characters,
    encoding: text.encoding,
    segments: text.segments,
    media,
    subject: input.subject ?? null,
    reference: input.reference ?? null,
    metadata: input.metadata ?? {},
    price: formatMoney(text.price),
    currency: CURRENCY,
    error: null,
    in_reply_to: null,
    created_at: now,
    updated_at: now,
    scheduled_at: times.scheduledAt === undefined ? null : new Date(times.scheduledAt).toISOString(),
    sent_at: null,
    delivered_at: null,
    received_at: null,
  };
}
