import type { CompleteMessage, Page, Parsed } from '@chatti/core/contract';
import type { Call } from '../call.ts';
import { SEARCH_FILTERS, type SearchMessages } from '../control/message-fields.ts';
import { sandboxControl } from '../control/sandbox-control.ts';
import { messagesIn } from '../handlers/message-handlers.ts';
import { makePage } from '../paging.ts';
import type { Platform } from '../platform.ts';

/** One page of the messages that are looked for. */
export async function listMessages(
  platform: Platform,
  call: Call,
  input: Parsed<SearchMessages>,
): Promise<Page<CompleteMessage>> {
  const { page: _page, per_page: _perPage, after: _after, before: _before, ...sought } = input;
  const row = sandboxControl.messages.list;
  const { number } = call.account;
  if (Object.keys(sought).some((name) => SEARCH_FILTERS.includes(name))) {
    const listing = await platform.messageFinder.find(number, sought);
    return makePage(call, input, { row, listing });
  }
  // Whoever looks at messages will look for some.
  platform.messageIndex.prepare(number);
  return makePage(call, input, { row, listing: (span) => messagesIn(platform, call, { span, input }) });
}
