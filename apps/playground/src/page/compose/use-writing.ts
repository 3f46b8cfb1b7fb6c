import type { Account, SendMessage } from '@chatti/core/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { accountQuery, infoQuery } from '../api/queries.ts';
import type { MessageFields } from './call-fields.ts';
import { fieldsOf, fieldsToJudge, numbersOf } from './call-fields.ts';
import type { CallInCode } from './curl-call.ts';
import { useDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import { readLens } from './lens.ts';
import type { Lens } from './lens.ts';
import { useServerNow } from './use-server-now.ts';

/** What is being written, and everything that follows from it without asking anybody. */
export interface Writing {
  readonly draft: Draft;
  /** Everybody that it goes to, as it is sent. */
  readonly numbers: readonly string[];
  /** The fields as they are sent. */
  readonly fields: MessageFields;
  /** The fields that are judged before sending: for the first recipient, without what files hold. */
  readonly toJudge: Partial<SendMessage>;
  /** Whether there is anything yet to send. */
  readonly hasContent: boolean;
  readonly lens: Lens;
  /** An opt-out link of the real length. */
  readonly link: string;
  /** Whether messages reach phones and cost money. */
  readonly isReal: boolean;
  /** The base URL of the server that messages go to; empty until it is known. */
  readonly baseUrl: string;
  readonly account: Account | undefined;
  /** The time of the server that messages go to. */
  readonly now: Date;
  /** The call as code is written of it; undefined while it is not known where it goes. */
  readonly inCode: CallInCode | undefined;
}

/** What is being written, read anew with every change. */
export function useWriting(): Writing {
  const draft = useDraft();
  const { data: info } = useQuery(infoQuery);
  const { data: account } = useQuery(accountQuery);
  const isReal = info?.connection.is_sandbox === false;
  const now = useServerNow(!isReal, draft.schedule !== '');
  const numbers = numbersOf(draft);
  const fields = fieldsOf(draft, now);
  const link = info?.sample_opt_out_url ?? '';
  const type = draft.media.length > 0 ? 'mms' : 'sms';
  const lens = useMemo(() => readLens(draft.body, link, type), [draft.body, link, type]);
  const inCode = info && {
    to: numbers,
    fields,
    isMany: numbers.length > 1,
    baseUrl: info.connection.base_url,
    apiKey: isReal ? undefined : info.sandbox.api_key,
  };
  return {
    draft,
    numbers,
    fields,
    toJudge: fieldsToJudge(draft, now),
    hasContent: fields.body !== undefined || fields.media !== undefined,
    lens,
    link,
    isReal,
    baseUrl: info?.connection.base_url ?? '',
    account,
    now,
    inCode,
  };
}
