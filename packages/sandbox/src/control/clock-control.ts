import type { Platform } from '../platform.ts';
import type { ControlHandlers } from './control-call.ts';
import type { ClockTime } from './control-fields.ts';

/** The clock as it is told. */
export function clockTime({ clock }: Platform): ClockTime {
  const next = clock.nextAt();
  return {
    now: clock.date().toISOString(),
    held: clock.isHeld,
    next_at: next === undefined ? null : new Date(next).toISOString(),
  };
}

/** The clock. */
export function clockHandlers(platform: Platform): ControlHandlers['clock'] {
  const { clock, db } = platform;
  const after = async (work: Promise<unknown>): Promise<ClockTime> => {
    await work;
    await db.settled();
    return clockTime(platform);
  };
  return {
    get: () => clockTime(platform),
    set({ held }) {
      if (!held) return after(clock.run());
      clock.hold();
      return clockTime(platform);
    },
    advance: ({ ms }) => after(clock.advance(ms)),
    next: () => after(clock.next()),
  };
}
