import type { Plugin } from '../contract/plugin.ts';
import { appendOptOut, type AppendOptOutOptions } from '../rules/opt-out/opt-out-tag.ts';
import { changeMessages } from './change-messages.ts';
import type { Outgoing } from './outgoing.ts';

/** How `appendOptOutLink` words the opt-out, and where. */
export interface AppendOptOutLinkOptions extends AppendOptOutOptions {
  /** Which messages get one. Default all; marketing is known to the sender alone. */
  readonly only?: ((message: Partial<Outgoing>) => boolean) | undefined;
}

/**
 * Adds a label and the tag `{OptOutURL}`, which the platform replaces by a link of the recipient's own, to the end of
 * each text that does not end with one. An MMS without text gets one of nothing else. Acts on `send`, `sendBatch`,
 * `sendMany` and `preview`.
 *
 * A text that is then longer than 1570 characters is refused with an `InputError` before anything is sent.
 *
 * @example
 * ```ts
 * const marketing = chatti.withOptions({ plugins: [appendOptOutLink({ label: 'Stop:' })] });
 * await marketing.messages.send({ to, body: '20 % off on Friday.' }); // 20 % off on Friday. Stop: {OptOutURL}
 * ```
 */
export function appendOptOutLink({ only, ...wording }: AppendOptOutLinkOptions = {}): Plugin {
  return {
    name: 'appendOptOutLink',
    wrap: (call, next) =>
      next(
        changeMessages(call, (message) => {
          const { body = '', media } = message;
          // A preview takes anything, and tells in its reply what is wrong.
          if (typeof body !== 'string' || (body === '' && media === undefined)) return undefined;
          if (only && !only(message)) return undefined;
          const text = appendOptOut(body, wording);
          return text === body ? undefined : { body: text };
        }),
      ),
  };
}
