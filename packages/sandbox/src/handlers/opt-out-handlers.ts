import { chattiV1, type CompleteOptOut } from '@chatti/core/contract';
import { makePage } from '../paging.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import type { HandlersOf } from './handlers.ts';

/** The numbers that must not be written to. */
export function optOutHandlers({ optOutStore, optOuts }: Platform): HandlersOf<'optOuts'> {
  const find = (account: number, number: string): CompleteOptOut => {
    const found = optOutStore.get(account, number);
    if (!found) throw new Refusal('not_found');
    return found;
  };
  return {
    list(input, call) {
      const row = chattiV1.optOuts.list;
      return makePage(call, input, {
        row,
        listing: (span) => optOutStore.listing(call.account.number, span),
      });
    },
    get({ number }, { account }) {
      return find(account.number, number);
    },
    create({ number, source = 'api' }, { account }) {
      return optOuts.add(account.number, { number, source, message_id: null });
    },
    delete({ number }, { account }) {
      const { source } = find(account.number, number);
      if (source === 'link' || source === 'keyword') {
        throw new Refusal('forbidden', {
          message: 'The recipient opted out: only START, YES or UNSTOP from them takes it back.',
        });
      }
      optOuts.remove(account.number, number);
    },
  };
}
