import type { Media, Message } from '@chatti/core/contract';
import { sizeText } from '../../compose/media.ts';

const moment = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' });

/** What stands beside the status: when it is to be sent, or why it did not arrive. */
export function statusDetail({ status, scheduled_at: at, error }: Message): string | undefined {
  if (status === 'scheduled')
    return at === null || Number.isNaN(Date.parse(at)) ? undefined : moment.format(new Date(at));
  const code = error?.code ?? '';
  // The status says the rest.
  if (code === '' || code === status) return undefined;
  return code === 'recipient_opted_out' ? 'opted out' : code.replaceAll('_', ' ');
}

/** The files of a message, in a few words; undefined where it has none. */
export function mediaWords(media: readonly Media[] | null): string | undefined {
  const [first, ...more] = media ?? [];
  if (!first) return undefined;
  const size = first.size === null ? '' : ` · ${sizeText(first.size)}`;
  return `${first.filename ?? 'file'}${size}${more.length > 0 ? ` and ${more.length} more` : ''}`;
}
