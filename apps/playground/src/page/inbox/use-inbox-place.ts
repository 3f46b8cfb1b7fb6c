import { useCallback } from 'react';
import { useLocation, useParams, useSearchParams } from 'wouter';
import { inboxHref } from './inbox-href.ts';

/** Where one is in the inbox. The address alone knows it. */
export interface InboxPlace {
  /** The message that is open. */
  readonly id: string | undefined;
  /** The text of the search. */
  readonly search: string;
  /** Changes the search, in place of the address that is there. */
  readonly searchFor: (search: string) => void;
  /** Opens a message, or the list alone. */
  readonly open: (id: string | undefined) => void;
}

/** Where one is in the inbox, as the address says. */
export function useInboxPlace(): InboxPlace {
  const { id } = useParams<{ id?: string }>();
  const [params] = useSearchParams();
  const [, navigate] = useLocation();
  const search = params.get('q') ?? '';
  const searchFor = useCallback(
    (text: string) => navigate(inboxHref(id, text), { replace: true }),
    [id, navigate],
  );
  const open = useCallback(
    (other: string | undefined) => navigate(inboxHref(other, search)),
    [search, navigate],
  );
  return { id, search, searchFor, open };
}
