import type { SendMessage } from '@chatti/core/contract';
import type { Previews } from '../../previews.ts';
import { post } from '../api/request.ts';

/** Asks what the server makes of a message to each of several. */
export function askPreviews(
  to: readonly string[],
  fields: Partial<SendMessage>,
  signal?: AbortSignal,
): Promise<Previews> {
  return post<Previews>('/api/previews', { to, fields }, signal);
}
