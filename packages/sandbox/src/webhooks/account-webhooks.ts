import type { Account } from '../accounts.ts';
import type { Platform } from '../platform.ts';
import type { Delivery } from './delivery.ts';

/** What became of the events that were posted to the account's webhooks. */
export interface WebhookDeliveries {
  /**
   * The newest deliveries with all their attempts, newest first: of all events, or of those about the message with this id and
   * the opt-out that it brought. `limit` is 100 unless told otherwise.
   */
  list(options?: { readonly messageId?: string; readonly limit?: number }): Delivery[];
  /** Since when every delivery is kept, on the sandbox's clock: of those made then or before, some are not. Undefined where none is missing. */
  keptSince(): Date | undefined;
  /** The delivery with this id. */
  get(id: string): Delivery | undefined;
  /**
   * Posts an event once more: the same id and body, a new signature. The schedule goes on as it was. Resolves with what
   * has become of it.
   *
   * @throws `TypeError` where the account has no such delivery, or its webhook is gone.
   */
  resend(id: string): Promise<Delivery>;
  /** Resolves when no attempt of any account is due or under way. */
  settled(): Promise<void>;
}

/** The deliveries of one account. */
export class AccountWebhooks implements WebhookDeliveries {
  readonly #platform: Platform;
  readonly #account: () => Account;

  constructor(platform: Platform, account: () => Account) {
    this.#platform = platform;
    this.#account = account;
  }

  list({
    messageId,
    limit = 100,
  }: { readonly messageId?: string; readonly limit?: number } = {}): Delivery[] {
    const { store } = this.#platform.webhookSender;
    return store.list(this.#account().number, { messageId, limit }).map((row) => store.whole(row));
  }

  keptSince(): Date | undefined {
    const since = this.#platform.webhookSender.store.keptSince();
    return since === undefined ? undefined : new Date(since);
  }

  get(id: string): Delivery | undefined {
    const { store } = this.#platform.webhookSender;
    const row = store.get(id);
    return row?.account === this.#account().number ? store.whole(row) : undefined;
  }

  async resend(id: string): Promise<Delivery> {
    const { webhookSender, db } = this.#platform;
    const row = webhookSender.store.get(id);
    if (row?.account !== this.#account().number) throw new TypeError('There is no such delivery.');
    if (!webhookSender.store.target(row.webhook))
      throw new TypeError('The webhook of this delivery is gone.');
    await webhookSender.resend(row);
    await db.settled();
    return webhookSender.store.whole(webhookSender.store.get(id) ?? row);
  }

  async settled(): Promise<void> {
    await this.#platform.webhookSender.settled();
    await this.#platform.db.settled();
  }
}
