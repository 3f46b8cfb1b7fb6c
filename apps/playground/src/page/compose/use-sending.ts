import type { Preview, SendMessage } from '@chatti/core/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Previews } from '../../previews.ts';
import { call } from '../api/call.ts';
import type { Road } from '../api/queries.ts';
import type { RequestError } from '../api/request.ts';
import { askPreviews } from './ask-previews.ts';
import { changeDraft, newReference } from './draft.ts';
import type { Draft } from './draft.ts';
import { recipientsOf } from './call-fields.ts';
import { useSecondPress } from './use-second-press.ts';
import { isSending, useLastSend, useSend } from './use-send.ts';
import type { Writing } from './use-writing.ts';

/** What the server said when it was asked outright: about the one message, or about some of many. */
export type Asked = { readonly one: Preview } | { readonly some: Previews };

/** What can be done with what is written, and what came of it. `sample`: who is asked about, where there are many. */
export function useSending(writing: Writing, sample: readonly string[]) {
  const { draft, numbers, fields, isReal, baseUrl } = writing;
  const [road, setRoad] = useState<Road>('core');
  const last = useLastSend();
  const { send, cancel, forget } = useSend();
  const second = useSecondPress(isReal);
  const preview = useMutation<Asked, RequestError>({ mutationFn: () => ask(writing, sample) });
  // What came of a send to another server is nothing that can be looked up here.
  const isHere = last.sending?.baseUrl === baseUrl;
  const problem = isHere ? last.problem : undefined;

  const change = (part: Partial<Draft>): void => {
    // What is written now has not been refused yet. Where the last one may have been sent, the warning stays.
    if (problem && problem.outcome !== 'unknown') forget();
    if (preview.data ?? preview.error) preview.reset();
    second.disarm();
    changeDraft(part);
  };
  const sendNow = (): void => {
    // What is still being written becomes part of the list, so that it is seen to have been sent.
    changeDraft({ to: recipientsOf(draft), toPending: '' });
    preview.reset();
    const onSuccess = (): void => changeDraft({ ownReference: newReference() });
    void send({ road, to: numbers, fields, baseUrl, goal: isReal ? 'server' : 'sandbox' }, onSuccess);
  };
  // One at a time: a second press while the first is on its way would be a second text.
  const submit = (): void => (isSending() ? undefined : second.press(sendNow));
  const sent = isHere ? last.sent : undefined;
  return { ...last, road, setRoad, sent, problem, preview, change, submit, cancel, isArmed: second.isArmed };
}

async function ask({ numbers, toJudge, fields }: Writing, sample: readonly string[]): Promise<Asked> {
  if (numbers.length > 1) return { some: await askPreviews(sample, fields) };
  const message: Partial<SendMessage> = { ...toJudge, ...fields };
  return { one: await call('messages', 'preview', message) };
}
