import { chattiV1, type CompleteWebhook } from '@chatti/core/contract';
import { base32Bytes, base32Number } from '../names.ts';
import { makePage } from '../paging.ts';
import type { Platform } from '../platform.ts';
import { fieldRefusal, Refusal } from '../refusal.ts';
import { isLoopback } from '../webhooks/is-loopback.ts';
import type { HandlersOf } from './handlers.ts';

/** Where events are posted to. */
export function webhookHandlers(platform: Platform): HandlersOf<'webhooks'> {
  const { webhookStore, names, events, settings } = platform;
  const find = (account: number, id: string): CompleteWebhook => {
    const found = webhookStore.get(account, id);
    if (!found) throw new Refusal('not_found');
    return found;
  };
  const checkTarget = (url: string): void => {
    if (!URL.canParse(url)) throw fieldRefusal('url', 'invalid_type');
    if (settings.webhookTargets === 'any' || isLoopback(new URL(url).hostname)) return;
    throw fieldRefusal(
      'url',
      'out_of_range',
      'is not on this machine, and the sandbox was not told to post elsewhere',
    );
  };
  return {
    list(input, call) {
      const row = chattiV1.webhooks.list;
      return makePage(call, input, {
        row,
        listing: (span) => webhookStore.listing(call.account.number, span),
      });
    },
    create({ name, url, events: types, active = true }, { account, now }) {
      checkTarget(url);
      const number = webhookStore.nextNumber(account.number);
      const id = `whk_${base32Number(number, 4)}${base32Bytes(names.bytes(16, ['webhook', account.id, number]))}`;
      const ownSecret = () => names.bytes(32, ['webhook secret', account.id, number]).toString('base64');
      const secret = settings.webhookSecret ?? `whsec_${ownSecret()}`;
      webhookStore.add(account.number, { id, name, url, events: types, active, secret }, now.getTime());
      events.webhookChanged({ account: account.number, id });
      return { ...find(account.number, id), secret };
    },
    get({ id }, { account }) {
      return find(account.number, id);
    },
    update({ id, name, url, events: types, active = true }, { account, now }) {
      find(account.number, id);
      checkTarget(url);
      webhookStore.update(id, { name, url, events: types, active }, now.getTime());
      events.webhookChanged({ account: account.number, id });
      return find(account.number, id);
    },
    delete({ id }, { account }) {
      find(account.number, id);
      webhookStore.remove(id);
      events.webhookChanged({ account: account.number, id });
    },
    test({ id }, { account, now }) {
      find(account.number, id);
      events.emit({
        account: account.number,
        type: 'webhook.test',
        at: now.getTime(),
        webhookId: id,
        data: () => ({}),
      });
    },
  };
}
