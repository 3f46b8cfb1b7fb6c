import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useSyncExternalStore } from 'react';
import { call, callSandbox } from '../../api/call.ts';
import type { ListRequest } from '../search/list-request.ts';
import { MessageRows, PER_PAGE } from './message-rows.ts';

/** The rows of a list, kept true while they are shown. */
export interface ShownRows {
  readonly rows: MessageRows;
  /** How many there are; undefined until it is known. */
  readonly total: number | undefined;
  /** Whether they are those of another search, until those of this one are there. */
  readonly isOld: boolean;
  readonly error: Error | undefined;
}

/**
 * The messages that a search finds. News of messages have what is in view read anew. The documented list answers what it
 * has filters for; the sandbox's own search answers the rest.
 */
export function useMessageRows({ filters, own }: ListRequest, isSandbox: boolean): ShownRows {
  const key = JSON.stringify([filters, isSandbox ? own : {}]);
  const rows = useMemo(() => {
    // Written just above.
    const [documented, more] = JSON.parse(key) as [typeof filters, typeof own];
    return new MessageRows((page, signal) => {
      const input = { ...documented, page, per_page: PER_PAGE };
      return Object.keys(more).length === 0
        ? call('messages', 'list', input, signal)
        : callSandbox('messages', 'list', { ...input, ...more }, signal);
    });
  }, [key]);
  const { error } = useQuery({
    queryKey: ['messages', 'rows', key],
    queryFn: async () => {
      await rows.refresh();
      return null;
    },
  });
  useSyncExternalStore(rows.subscribe, rows.version);
  const before = useRef(rows);
  if (rows.kept.total !== undefined) before.current = rows;
  const shown = before.current;
  return {
    rows: shown,
    total: shown.kept.total,
    isOld: shown !== rows,
    error: rows.error ?? error ?? undefined,
  };
}
