import { useEffect, useState } from 'react';

/** For how long a second press counts, in ms. */
const waitMs = 8000;

/** A second press that comes sooner than this, in ms, is the same click twice and no decision. */
const doubleClickMs = 500;

/** A button that must be pressed twice where what it does is real. */
export function useSecondPress(isReal: boolean) {
  const [armedAt, arm] = useState<number>();
  useEffect(() => {
    if (armedAt === undefined) return;
    const timer = setTimeout(() => arm(undefined), waitMs);
    return () => clearTimeout(timer);
  }, [armedAt]);
  const isArmed = isReal && armedAt !== undefined;
  return {
    /** Whether the next press does it. */
    isArmed,
    press(act: () => void): void {
      if (isReal && armedAt === undefined) return arm(Date.now());
      if (isReal && Date.now() - (armedAt ?? 0) < doubleClickMs) return;
      arm(undefined);
      act();
    },
    disarm: () => arm(undefined),
  };
}
