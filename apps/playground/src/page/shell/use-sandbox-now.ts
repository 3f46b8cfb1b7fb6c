import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { clockQuery } from '../api/queries.ts';

/** The sandbox's time, once a second where its clock runs; undefined until it is known. */
export function useSandboxNow(): Date | undefined {
  const { data: clock, dataUpdatedAt } = useQuery(clockQuery);
  const [, tick] = useState(0);
  const held = clock?.held ?? true;
  useEffect(() => {
    if (held) return;
    const timer = setInterval(() => tick((ticks) => ticks + 1), 1000);
    return () => clearInterval(timer);
  }, [held]);
  if (!clock) return undefined;
  const passed = held ? 0 : Math.max(0, Date.now() - dataUpdatedAt);
  return new Date(Date.parse(clock.now) + passed);
}
