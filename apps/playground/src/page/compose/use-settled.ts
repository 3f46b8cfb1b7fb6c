import { useEffect, useState } from 'react';

/** A value once it has not changed for so long, in ms. */
export function useSettled(value: string, pause: number): string {
  const [settled, settle] = useState(value);
  useEffect(() => {
    if (value === settled) return;
    const timer = setTimeout(() => settle(value), pause);
    return () => clearTimeout(timer);
  }, [value, settled, pause]);
  return settled;
}

/** How long nothing is typed before the sandbox is asked, in ms; and before a server that counts its requests is. */
export const PAUSE_MS = { sandbox: 200, real: 1000 };
