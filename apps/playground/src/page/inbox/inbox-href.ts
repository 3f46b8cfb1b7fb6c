/** The address of the inbox: the message that is open in it, and the text of the search. */
export function inboxHref(id: string | undefined, search: string): string {
  const path = id === undefined ? '/inbox' : `/inbox/${encodeURIComponent(id)}`;
  return search === '' ? path : `${path}?${new URLSearchParams({ q: search }).toString()}`;
}
