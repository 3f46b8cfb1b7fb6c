import { nextStatuses } from '@chatti/core/contract';
import { findMessage } from '../messages/move-message.ts';
import type { Platform } from '../platform.ts';
import { countMessages } from '../search/count-messages.ts';
import { listMessages } from '../search/list-messages.ts';
import { callOf, type ControlHandlers } from './control-call.ts';

/** The messages of the account, beyond what the API can do. */
export function messageHandlers(platform: Platform): ControlHandlers['messages'] {
  return {
    list: (input, call) => listMessages(platform, callOf(platform, call), input),
    stats: (input, call) => countMessages(platform, callOf(platform, call), input),
    move: (input, { account }) => account.messages.move(input),
    nextStatuses({ id }, { account }) {
      const { status } = findMessage(platform, platform.accounts.look(account.apiKey), id);
      return { status, next: [...nextStatuses(status)] };
    },
  };
}
