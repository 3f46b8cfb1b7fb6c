import { useEffect, useState } from 'react';
import { useSandboxNow } from '../shell/use-sandbox-now.ts';

/** How often a real server's time is looked at, in ms: it is shown in minutes. */
const step = 5000;

/** The time of the server that messages go to: the sandbox's own, or that of this computer. */
export function useServerNow(isSandbox: boolean): Date {
  const sandboxNow = useSandboxNow();
  const [own, look] = useState(() => new Date());
  useEffect(() => {
    if (isSandbox) return;
    const timer = setInterval(() => look(new Date()), step);
    return () => clearInterval(timer);
  }, [isSandbox]);
  return (isSandbox ? sandboxNow : undefined) ?? own;
}
