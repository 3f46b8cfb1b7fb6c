import type { Message } from '@chatti/core/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SentMany } from '../../sent-many.ts';
import type { Road } from '../api/queries.ts';
import type { RequestError } from '../api/request.ts';
import { post } from '../api/request.ts';
import type { MessageFields } from './call-fields.ts';

/** What is to be sent, and how. */
export interface Sending {
  readonly road: Road;
  /** The recipients as they are sent. */
  readonly to: readonly string[];
  readonly fields: MessageFields;
}

/** What came back: the one message, or what became of each of many. */
export type Sent = { readonly one: Message } | { readonly many: SentMany };

/** Sends by one of the roads. Nothing is tried again here: a text must not be sent twice. */
export function useSend() {
  const client = useQueryClient();
  return useMutation<Sent, RequestError, Sending>({
    mutationFn: ({ road, to, fields }) =>
      to.length > 1 ? sendMany(road, to, fields) : sendOne(road, to, fields),
    onSettled: () => client.invalidateQueries({ queryKey: ['messages'] }),
  });
}

async function sendOne(road: Road, [to]: readonly string[], fields: MessageFields): Promise<Sent> {
  return { one: await post<Message>(`/api/send/${road}`, to === undefined ? fields : { to, ...fields }) };
}

async function sendMany(road: Road, to: readonly string[], fields: MessageFields): Promise<Sent> {
  return { many: await post<SentMany>(`/api/send/${road}/many`, { to, fields }) };
}
