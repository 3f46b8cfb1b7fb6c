import { useCallback, useEffect, useRef, useState } from 'react';

/** How long the keys rest before the address follows, in ms. */
const restMs = 200;

/** The text as it is typed. The address follows it, and where the address changes by itself the text follows. */
export function useTypedSearch(
  search: string,
  onSearch: (search: string) => void,
): [string, (text: string) => void] {
  const [text, setText] = useState(search);
  const told = useRef(search);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = useRef(onSearch);
  useEffect(() => {
    tell.current = onSearch;
  });
  useEffect(() => {
    if (search === told.current) return;
    told.current = search;
    clearTimeout(timer.current);
    setText(search);
  }, [search]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = useCallback((typed: string) => {
    setText(typed);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      told.current = typed;
      tell.current(typed);
    }, restMs);
  }, []);
  return [text, type];
}
