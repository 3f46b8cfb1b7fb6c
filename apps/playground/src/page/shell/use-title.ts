import { useEffect } from 'react';

/** Names the room in the tab of the browser. */
export function useTitle(room: string): void {
  useEffect(() => {
    document.title = `${room} · Chatti playground`;
  }, [room]);
}
