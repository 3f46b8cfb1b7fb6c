import type { Message } from '@chatti/core/contract';
import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { CancelledSend, FailedAttempt } from '../../send-news.ts';
import type { SentMany } from '../../sent-many.ts';
import type { Road } from '../api/queries.ts';
import type { RequestProblem } from '../api/request.ts';
import { post, RequestError } from '../api/request.ts';
import { listenToSend } from '../api/send-news.ts';
import type { MessageFields } from './call-fields.ts';
import type { Goal } from './result-sentence.ts';

/** What is to be sent, and how. */
export interface Sending {
  readonly road: Road;
  /** The recipients as they are sent. */
  readonly to: readonly string[];
  readonly fields: MessageFields;
  /** The base URL of the server that it goes to. */
  readonly baseUrl: string;
  /** What that server is. */
  readonly goal: Goal;
}

/** What came back: the one message, or what became of each of many. */
export type Sent = { readonly one: Message } | { readonly many: SentMany };

/** A send that has no answer yet. All times are as `performance.now` counts them, in ms. */
export interface UnderWay {
  readonly id: string;
  readonly startedAt: number;
  /** The last attempt that is known to have failed, and when that was heard. */
  readonly failed: { readonly attempt: FailedAttempt; readonly at: number } | undefined;
  /** How many of many have a result. */
  readonly done: number;
  readonly isCancelling: boolean;
}

/** The last send: what it was, and either that it is under way, or what came of it. */
export interface LastSend {
  readonly sending?: Sending;
  readonly underWay?: UnderWay;
  readonly sent?: Sent;
  readonly problem?: RequestProblem;
}

// Kept outside of the room, so that one who looks into another room and comes back does not send a second time.
let kept: LastSend = {};
let callOff: AbortController | undefined;
const listeners = new Set<() => void>();

function keep(next: LastSend): void {
  kept = next;
  for (const tell of listeners) tell();
}

/** The last send. */
export function useLastSend(): LastSend {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => kept,
  );
}

/** What can be done about sends. Nothing is tried again here: a text must not be sent twice. */
export function useSend() {
  const client = useQueryClient();
  return {
    send: (sending: Sending, onSuccess: () => void) => send(client, sending, onSuccess),
    cancel,
    forget,
  };
}

/** Whether a send has no answer yet. */
export function isSending(): boolean {
  return kept.underWay !== undefined;
}

/** Forgets what came of the last send. One that is under way stays. */
function forget(): void {
  if (!isSending()) keep({});
}

async function send(client: QueryClient, sending: Sending, onSuccess: () => void): Promise<void> {
  if (isSending()) return;
  const id = crypto.randomUUID();
  const controller = new AbortController();
  callOff = controller;
  keep({
    sending,
    underWay: { id, startedAt: performance.now(), failed: undefined, done: 0, isCancelling: false },
  });
  const deafen = listenToSend(id, ({ attempt, done }) =>
    change({
      ...(attempt ? { failed: { attempt, at: performance.now() } } : {}),
      ...(done === undefined ? {} : { done }),
    }),
  );
  try {
    const sent = await answerTo(sending, id, controller.signal);
    keep({ sending, sent });
    onSuccess();
  } catch (error) {
    keep({ sending, problem: problemOf(error) });
  } finally {
    deafen();
    void client.invalidateQueries({ queryKey: ['messages'] });
  }
}

function change(part: Partial<UnderWay>): void {
  if (kept.underWay) keep({ ...kept, underWay: { ...kept.underWay, ...part } });
}

async function answerTo({ road, to, fields }: Sending, id: string, signal: AbortSignal): Promise<Sent> {
  const [first] = to;
  if (to.length > 1)
    return { many: await post<SentMany>(`/api/send/${road}/many?id=${id}`, { to, fields }, signal) };
  const message = first === undefined ? fields : { to: first, ...fields };
  return { one: await post<Message>(`/api/send/${road}?id=${id}`, message, signal) };
}

function problemOf(error: unknown): RequestProblem {
  if (error instanceof RequestError) return error.problem;
  // What was given up here may have gone on there.
  return {
    outcome: 'unknown',
    code: 'cancelled',
    detail: 'It was cancelled, and the playground itself did not answer to that.',
    errors: [],
  };
}

/** For how long the playground's own server may take to call a send off, in ms. */
const patienceMs = 5000;

/**
 * Calls off the send that is under way. The road's client does it, and its answer says what is known of the message;
 * only where that does not come the page gives up by itself.
 */
async function cancel(): Promise<void> {
  const { underWay } = kept;
  const controller = callOff;
  if (!underWay || underWay.isCancelling) return;
  change({ isCancelling: true });
  // Where the answer has come by then, there is nothing left to give up.
  setTimeout(() => controller?.abort(), patienceMs);
  try {
    await post<CancelledSend>(`/api/sends/${underWay.id}/cancel`, {});
  } catch {
    controller?.abort();
  }
}
