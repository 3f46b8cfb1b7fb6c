import type { CompleteMessage } from '@chatti/core/contract';
import { countSegments, isOptInKeyword, isOptOutKeyword, parsePhoneNumber } from '@chatti/core/rules';
import type { Clock } from './clock.ts';
import type { Events } from './events.ts';
import type { NewMessage } from './messages/message.ts';
import { CURRENCY } from './messages/tariff.table.ts';
import type { OptOuts } from './opt-outs.ts';
import type { MessageRow, MessageStore } from './store/message-store.ts';
import type { OptOutStore } from './store/opt-out-store.ts';

/** A message that somebody writes to the account. */
export interface Reply {
  /** Who writes: a number. */
  readonly from: string;
  /** The account's number that is written to. Default the sender of the newest message to `from`. */
  readonly to?: string;
  /** The text. One keyword alone, such as `STOP`, acts. */
  readonly body: string;
}

interface InboundParts {
  readonly messages: MessageStore;
  readonly optOuts: OptOuts;
  readonly optOutStore: OptOutStore;
  readonly events: Events;
  readonly clock: Clock;
}

interface Owner {
  readonly number: number;
  readonly id: string;
}

/** Takes in what recipients write. */
export class Inbound {
  readonly #parts: InboundParts;

  constructor(parts: InboundParts) {
    this.#parts = parts;
  }

  /**
   * Takes one message in, and does what its keyword says.
   *
   * @throws `TypeError` where it cannot come in: who writes has no number, or writes to no number.
   */
  take(account: Owner, reply: Reply): CompleteMessage {
    const from = parsePhoneNumber(reply.from);
    if (from === undefined) throw new TypeError('`from` of a reply is a phone number in E.164 form.');
    const to = this.#addressOf(account.number, from, reply.to);
    const message = this.#store(account, { from, to, body: reply.body });
    this.#parts.events.emit({
      account: account.number,
      type: 'message.received',
      at: this.#parts.clock.now(),
      data: () => ({ message }),
    });
    this.#act(account.number, message);
    return message;
  }

  /** Has the recipient of a delivered message write back, where its sender can be written to. */
  answer(row: MessageRow, body: string | undefined): void {
    if (body === undefined || parsePhoneNumber(row.sender) === undefined) return;
    this.take({ number: row.account, id: row.id }, { from: row.recipient, to: row.sender, body });
  }

  #addressOf(account: number, from: string, given: string | undefined): string {
    const address = given ?? this.#parts.messages.lastTo(account, from, undefined)?.sender;
    if (address === undefined)
      throw new TypeError('`to` of a reply is needed where nothing was sent to `from` yet.');
    const to = parsePhoneNumber(address);
    if (to === undefined)
      throw new TypeError('`to` of a reply is a phone number: nobody can write to a sender ID.');
    return to;
  }

  #store(account: Owner, reply: Required<Reply>): NewMessage {
    const { messages, events, clock } = this.#parts;
    const createdAt = clock.now();
    const now = new Date(createdAt).toISOString();
    const { from, to, body } = reply;
    const { characters, encoding, segments } = countSegments(body);
    const message: NewMessage = {
      id: messages.nextId(account),
      type: 'sms',
      direction: 'inbound',
      status: 'received',
      to,
      from,
      body,
      body_template: null,
      characters,
      encoding,
      segments,
      media: [],
      subject: null,
      reference: null,
      metadata: {},
      price: '0.0000',
      currency: CURRENCY,
      error: null,
      in_reply_to: messages.lastTo(account.number, from, to)?.id ?? null,
      created_at: now,
      updated_at: now,
      scheduled_at: null,
      sent_at: null,
      delivered_at: null,
      received_at: now,
    };
    messages.add(account.number, message, { createdAt, sendAt: createdAt, dueAt: undefined });
    events.messageChanged({ account: account.number, id: message.id });
    return message;
  }

  #act(account: number, { from, body, id }: CompleteMessage): void {
    const { optOuts, optOutStore } = this.#parts;
    const text = body ?? '';
    if (isOptOutKeyword(text)) optOuts.add(account, { number: from, source: 'keyword', message_id: id });
    // A word such as YES means something only from who is out.
    else if (isOptInKeyword(text) && optOutStore.has(account, from)) optOuts.remove(account, from);
  }
}
