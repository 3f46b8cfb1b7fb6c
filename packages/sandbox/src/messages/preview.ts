import {
  MAX_CHARACTERS,
  type Parsed,
  type PreviewMessage,
  type CompletePreview,
  type CompleteFinding,
  type SendMessage,
  sendMessageSchema,
} from '@chatti/core/contract';
import { parsePhoneNumber, parseSender } from '@chatti/core/rules';
import type { Call } from '../call.ts';
import { formatMoney } from '../money.ts';
import type { Platform } from '../platform.ts';
import { readSchedule } from '../read-time.ts';
import { demandInput, Refusal } from '../refusal.ts';
import { assess, type Assessment, demandLength, optOutUrlLength } from './assess.ts';
import { demandRecipient, demandSender } from './send.ts';
import { warningsOf } from './warnings.ts';

/** The fields of a preview as far as they can be read. */
type Readable = Pick<Partial<Parsed<SendMessage>>, 'to' | 'from' | 'body' | 'media' | 'scheduled_at'>;

/** What a send would be: the same checks and the same count, with a link of the real length, and nothing stored. */
export function preview(platform: Platform, call: Call, input: Parsed<PreviewMessage>): CompletePreview {
  const linkLength = optOutUrlLength(platform.publicOrigin());
  const fields = readable(input);
  const text = assess({ ...fields, to: fields.to ?? '' }, 'x'.repeat(linkLength));
  return {
    characters: text.characters,
    encoding: text.encoding,
    segments: text.segments,
    opt_out_url_length: linkLength,
    within_limit: text.characters <= MAX_CHARACTERS,
    price: fields.to === undefined ? null : formatMoney(text.price),
    warnings: warningsOf(fields, { defaultSender: call.account.settings.defaultSender, linkLength }),
    errors: faultsOf(platform, call, { input, fields, text }),
  };
}

/** The schema of a preview lets anything through, so that what is wrong can be told. */
function readable(input: Readonly<Record<keyof Readable, unknown>> | Parsed<PreviewMessage>): Readable {
  const { to, from, body, media, scheduled_at: time } = input as Readonly<Record<keyof Readable, unknown>>;
  const number = typeof to === 'string' ? parsePhoneNumber(to) : undefined;
  const sender = typeof from === 'string' ? parseSender(from)?.value : undefined;
  return {
    ...(number === undefined ? {} : { to: number }),
    ...(sender === undefined ? {} : { from: sender }),
    ...(typeof body === 'string' ? { body } : {}),
    ...(Array.isArray(media) ? { media } : {}),
    ...(typeof time === 'string' ? { scheduled_at: time } : {}),
  };
}

interface Previewed {
  readonly input: Parsed<PreviewMessage>;
  readonly fields: Readable;
  readonly text: Assessment;
}

/** Everything that a send would be refused for; a field that its schema refuses is not judged further. */
function faultsOf(platform: Platform, call: Call, { input, fields, text }: Previewed): CompleteFinding[] {
  const faults = complaints('', () => demandInput(sendMessageSchema, input));
  const judge = (field: string, demand: () => unknown): void => {
    if (!faults.some((fault) => fault.field === field)) faults.push(...complaints(field, demand));
  };
  const { to, from, scheduled_at: time } = fields;
  judge('from', () => demandSender(call, from));
  if (to !== undefined) judge('to', () => demandRecipient(platform, call, to));
  if (time !== undefined) judge('scheduled_at', () => readSchedule('scheduled_at', time, call.now));
  judge('body', () => demandLength(text));
  judge('', () => {
    if (to !== undefined && platform.accounts.balance(call.account) < text.price)
      throw new Refusal('insufficient_credit');
  });
  return faults;
}

function complaints(field: string, demand: () => unknown): CompleteFinding[] {
  try {
    demand();
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { errors = [] } = error.details;
    return errors.length > 0 ? [...errors] : [{ field, code: error.code, message: error.message }];
  }
}
