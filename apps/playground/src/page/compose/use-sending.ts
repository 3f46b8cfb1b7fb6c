import type { Preview, SendMessage } from '@chatti/core/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api/call.ts';
import type { Road } from '../api/queries.ts';
import type { RequestError } from '../api/request.ts';
import { changeDraft, newReference } from './draft.ts';
import type { Draft } from './draft.ts';
import { recipientsOf } from './call-fields.ts';
import { useSecondPress } from './use-second-press.ts';
import { useSend } from './use-send.ts';
import type { Writing } from './use-writing.ts';

/** What can be done with what is written, and what came of it. */
export function useSending({ draft, numbers, fields, toJudge, isReal }: Writing) {
  const [road, setRoad] = useState<Road>('core');
  const send = useSend();
  const second = useSecondPress(isReal);
  const preview = useMutation<Preview, RequestError>({
    mutationFn: () => askPreview({ ...toJudge, ...fields }),
  });
  const problem = send.error?.problem;

  const change = (part: Partial<Draft>): void => {
    // What is written now has not been refused yet. Where the last one may have been sent, the warning stays.
    if (problem && problem.outcome !== 'unknown') send.reset();
    if (preview.data ?? preview.error) preview.reset();
    second.disarm();
    changeDraft(part);
  };
  const sendNow = (): void => {
    // What is still being written becomes part of the list, so that it is seen to have been sent.
    changeDraft({ to: recipientsOf(draft), toPending: '' });
    preview.reset();
    const onSuccess = (): void => changeDraft({ ownReference: newReference() });
    send.mutate({ road, to: numbers, fields }, { onSuccess });
  };
  // One at a time: a second press while the first is on its way would be a second text.
  const submit = (): void => (send.isPending ? undefined : second.press(sendNow));
  return { road, setRoad, send, preview, problem, change, submit, isArmed: second.isArmed };
}

function askPreview(message: Partial<SendMessage>): Promise<Preview> {
  return call('messages', 'preview', message);
}
