import type { QueryClient } from '@tanstack/react-query';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { infoQuery } from './queries.ts';
import { tellOfSend } from './send-news.ts';

/** Whether the page hears of what happens at once. */
export type Liveness = 'connecting' | 'live' | 'lost';

/** What each kind of event makes old: the first words of query keys. */
const stale: Readonly<Record<string, readonly string[]>> = {
  message: ['messages', 'stats', 'account', 'clock'],
  event: ['optOuts', 'stats', 'messages', 'clock'],
  request: ['journal'],
  journal: ['journal'],
  delivery: ['deliveries', 'clock'],
  webhook: ['webhooks'],
  clock: ['clock', 'messages', 'stats'],
  faults: ['faults'],
  settings: ['settings', 'account', 'senders'],
  recording: ['recordings'],
};

/** Events that make everything old. */
const everything = ['reset', 'gap'];

/** How long news is gathered before it is asked for, in ms: a thousand messages at once are one question. */
const gatherMs = 120;

/** How often a server without a stream is asked, in ms. */
const pollMs = 4000;

let liveness: Liveness = 'connecting';
const listeners = new Set<() => void>();

function become(next: Liveness): void {
  if (next === liveness) return;
  liveness = next;
  for (const tell of listeners) tell();
}

/** Whether the page hears of what happens at once. */
export function useLiveness(): Liveness {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => liveness,
  );
}

/**
 * Keeps what is shown true: by the sandbox's stream of events, which the browser resumes where it broke off, and by asking
 * now and then while messages go to a server that has none. For the frame of the page, once.
 */
export function useLive(): void {
  const client = useQueryClient();
  const { data: info } = useQuery(infoQuery);
  useEffect(() => follow(client), [client]);
  useEffect(() => {
    if (info?.connection.is_sandbox !== false) return;
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: ['messages'] }), pollMs);
    return () => clearInterval(timer);
  }, [client, info]);
}

function follow(client: QueryClient): () => void {
  const old = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = (): void => {
    timer = undefined;
    const names = new Set(old);
    old.clear();
    void client.invalidateQueries({
      predicate: ({ queryKey: [name] }) => names.has('*') || (typeof name === 'string' && names.has(name)),
    });
  };
  const note = (names: readonly string[]): void => {
    for (const name of names) old.add(name);
    timer ??= setTimeout(refresh, gatherMs);
  };
  const source = new EventSource('/api/events');
  let wasLost = false;
  source.addEventListener('open', () => {
    become('live');
    // What was missed is in the stream, unless the playground was started anew.
    if (wasLost) note(['*']);
    wasLost = false;
  });
  source.addEventListener('error', () => {
    wasLost = true;
    become('lost');
  });
  for (const [type, names] of Object.entries(stale)) source.addEventListener(type, () => note(names));
  source.addEventListener('send', ({ data }) => tellOfSend(data));
  for (const type of everything) source.addEventListener(type, () => note(['*']));
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
