import { useEffect } from 'react';
import { useLiveness } from '../api/live.ts';
import { ROOMS } from './rooms.table.tsx';

/** How long after the first paint the other rooms are fetched, in ms. */
const afterMs = 3000;

/** Fetches every room ahead, so that each opens at once, also while the playground is stopped. For the frame, once. */
export function useRoomsAhead(): void {
  const liveness = useLiveness();
  useEffect(() => {
    if (liveness !== 'live') return;
    const timer = setTimeout(() => {
      // One that cannot be fetched now is fetched when it is entered, and it says then what is wrong.
      void Promise.allSettled(ROOMS.map(({ fetchPage }) => fetchPage()));
    }, afterMs);
    return () => clearTimeout(timer);
  }, [liveness]);
}
