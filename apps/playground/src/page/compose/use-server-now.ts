import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { clockQuery } from '../api/queries.ts';

/** How often the time is looked at, in ms: each second where something counts from now, and else as often as a minute ends. */
const steps = { fine: 1000, coarse: 60_000 };

/**
 * The time of the server that messages go to: the sandbox's own, or that of this computer. It is looked at each second
 * where `isFine` says that something is counted from it, and else with each minute, since whoever asks is drawn anew.
 */
export function useServerNow(isSandbox: boolean, isFine: boolean): Date {
  const { data: clock, dataUpdatedAt } = useQuery({ ...clockQuery, enabled: isSandbox });
  const [, look] = useState(0);
  const isHeld = isSandbox && (clock?.held ?? true);
  const from = isSandbox && clock ? { now: Date.parse(clock.now), at: dataUpdatedAt } : undefined;
  // How far the server's clock is ahead of this computer's.
  const ahead = from ? from.now - from.at : 0;
  const step = isFine ? steps.fine : steps.coarse;
  useEffect(() => {
    if (isHeld) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = (): void => {
      timer = setTimeout(
        () => {
          look((looks) => looks + 1);
          wait();
        },
        step - ((Date.now() + ahead) % step),
      );
    };
    wait();
    return () => clearTimeout(timer);
  }, [isHeld, ahead, step]);
  if (from && isHeld) return new Date(from.now);
  return new Date(from ? Math.max(from.now, Date.now() + ahead) : Date.now());
}
