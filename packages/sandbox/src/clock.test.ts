import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Agenda, Clock } from './clock.ts';

/** Work at given times; what runs is noted with the time it ran at. */
function agendaAt(clock: () => number, times: number[]): { agenda: Agenda; ran: [number, number][] } {
  const ran: [number, number][] = [];
  const agenda: Agenda = {
    nextAt: () => times[0],
    runDue(now) {
      while ((times[0] ?? Infinity) <= now) ran.push([times.shift() ?? 0, clock()]);
    },
  };
  return { agenda, ran };
}

describe('a held clock', () => {
  it('stands still until it is advanced', async () => {
    const clock = new Clock(true, 1000);
    expect(clock.now()).toBe(1000);
    await clock.advance(500);
    expect(clock.now()).toBe(1500);
  });

  it('does what falls due on the way, in order and each at its own time', async () => {
    const clock = new Clock(true, 0);
    const { agenda, ran } = agendaAt(() => clock.now(), [10, 20, 40]);
    clock.attach(agenda);
    await clock.advance(30);
    expect(ran).toEqual([
      [10, 10],
      [20, 20],
    ]);
    expect(clock.now()).toBe(30);
  });

  it('does work that earlier work made due within the same advance', async () => {
    const clock = new Clock(true, 0);
    const times = [10];
    const ran: number[] = [];
    clock.attach({
      nextAt: () => times[0],
      runDue(now) {
        times.shift();
        ran.push(now);
        if (now < 50) times.push(now + 20);
      },
    });
    await clock.advance(100);
    expect(ran).toEqual([10, 30, 50]);
  });

  it('takes two advances at a time one after the other', async () => {
    const clock = new Clock(true, 0);
    await Promise.all([clock.advance(10), clock.advance(10)]);
    expect(clock.now()).toBe(20);
  });

  it('refuses to go back', async () => {
    await expect(new Clock(true, 0).advance(-1)).rejects.toThrow(RangeError);
    await expect(new Clock(true, 0).advance(NaN)).rejects.toThrow(RangeError);
  });
});

describe('the next thing', () => {
  it('is where the earliest of all agendas is', () => {
    const clock = new Clock(true, 0);
    expect(clock.nextAt()).toBeUndefined();
    clock.attach(agendaAt(() => clock.now(), [40]).agenda);
    clock.attach(agendaAt(() => clock.now(), [20, 60]).agenda);
    expect(clock.nextAt()).toBe(20);
  });

  it('is done with everything due at the same moment, and nothing later', async () => {
    const clock = new Clock(true, 0);
    const one = agendaAt(() => clock.now(), [20, 30]);
    const other = agendaAt(() => clock.now(), [20, 40]);
    for (const { agenda } of [one, other]) clock.attach(agenda);
    expect(await clock.next()).toBe(true);
    expect([clock.now(), one.ran, other.ran]).toEqual([20, [[20, 20]], [[20, 20]]]);
    expect(await clock.next()).toBe(true);
    expect([clock.now(), clock.nextAt()]).toEqual([30, 40]);
  });

  it('leaves the time as it is where there is none', async () => {
    const clock = new Clock(true, 500);
    expect([await clock.next(), clock.now()]).toEqual([false, 500]);
  });

  it('is taken in turn by two who ask at once', async () => {
    const clock = new Clock(true, 0);
    const { agenda, ran } = agendaAt(() => clock.now(), [10, 20, 30]);
    clock.attach(agenda);
    await Promise.all([clock.next(), clock.next()]);
    expect([clock.now(), ran.length]).toEqual([20, 2]);
  });

  it('leads step by step to where one advance leads, whatever is due when', async () => {
    const instants = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.array(instants, { maxLength: 3 }), async (lists) => {
        const walk = async (move: (clock: Clock) => Promise<unknown>) => {
          const clock = new Clock(true, 0);
          const agendas = lists.map((list) =>
            agendaAt(
              () => clock.now(),
              list.toSorted((a, b) => a - b),
            ),
          );
          for (const { agenda } of agendas) clock.attach(agenda);
          await move(clock);
          return [clock.now(), agendas.map(({ ran }) => ran)];
        };
        const last = Math.max(0, ...lists.flat());
        const stepwise = await walk(async (clock) => {
          while (await clock.next());
        });
        expect(stepwise).toEqual(await walk((clock) => clock.advance(last)));
      }),
      { seed: 116 },
    );
  });
});

describe('a clock that is held and let run', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => void vi.useRealTimers());

  it('stands where it was held, and runs on from there', async () => {
    const clock = new Clock(false, 0);
    const { agenda, ran } = agendaAt(() => clock.now(), [1_000_100]);
    clock.attach(agenda);
    await vi.advanceTimersByTimeAsync(50);
    clock.hold();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([clock.isHeld, clock.now(), ran]).toEqual([true, 1_000_050, []]);
    await clock.run();
    expect([clock.isHeld, clock.now()]).toEqual([false, 1_000_050]);
    await vi.advanceTimersByTimeAsync(50);
    expect(ran).toEqual([[1_000_100, 1_000_100]]);
  });

  it('runs where it was made to be held', async () => {
    const clock = new Clock(true, 5000);
    await clock.run();
    await vi.advanceTimersByTimeAsync(30);
    expect(clock.now()).toBe(5030);
  });

  it('has done what is due once it runs', async () => {
    const clock = new Clock(true, 100);
    const { agenda, ran } = agendaAt(() => clock.now(), [90, 100, 101]);
    clock.attach(agenda);
    await clock.run();
    expect(ran).toEqual([
      [90, 100],
      [100, 100],
    ]);
  });

  it('says each time that somebody changed it, and not where nothing changed', async () => {
    const clock = new Clock(false, 0);
    const states: boolean[] = [];
    clock.onChange(() => states.push(clock.isHeld));
    await clock.run();
    clock.hold();
    clock.hold();
    await clock.next();
    await clock.run();
    expect(states).toEqual([true, true, false]);
  });

  it('never runs backwards, whatever is done with it', async () => {
    const steps = fc.oneof(
      fc.record({ act: fc.constantFrom('advance', 'wait', 'set back'), ms: fc.nat(100_000) }),
      fc.record({ act: fc.constantFrom('hold', 'run', 'next'), ms: fc.constant(0) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(steps, { maxLength: 20 }), async (held, list) => {
        const clock = new Clock(held, 1_000_000);
        clock.attach(agendaAt(() => clock.now(), [1_010_000, 1_200_000]).agenda);
        for (const { act, ms } of list) {
          const before = clock.now();
          if (act === 'advance') await clock.advance(ms);
          if (act === 'wait') await vi.advanceTimersByTimeAsync(ms);
          if (act === 'set back') vi.setSystemTime(Date.now() - ms);
          if (act === 'hold') clock.hold();
          if (act === 'run') await clock.run();
          if (act === 'next') await clock.next();
          expect(clock.now()).toBeGreaterThanOrEqual(before);
          if (act === 'hold' || (act === 'wait' && clock.isHeld)) expect(clock.now()).toBe(before);
        }
        clock.close();
      }),
      { seed: 117 },
    );
  });
});

describe('a real clock', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => void vi.useRealTimers());

  it('runs with the computer, and does work in time', async () => {
    const clock = new Clock(false, 0);
    const { agenda, ran } = agendaAt(() => clock.now(), [1_000_250]);
    clock.attach(agenda);
    await vi.advanceTimersByTimeAsync(249);
    expect(ran).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(ran).toEqual([[1_000_250, 1_000_250]]);
  });

  it('rings earlier when something earlier comes up', async () => {
    const clock = new Clock(false, 0);
    const times = [1_005_000];
    const { agenda, ran } = agendaAt(() => clock.now(), times);
    clock.attach(agenda);
    times.unshift(1_000_100);
    clock.wake(1_000_100);
    await vi.advanceTimersByTimeAsync(100);
    expect(ran).toEqual([[1_000_100, 1_000_100]]);
  });

  it('waits longer than one timer can', async () => {
    const clock = new Clock(false, 0);
    const far = 1_000_000 + 2 ** 31 + 5000;
    const { agenda, ran } = agendaAt(() => clock.now(), [far]);
    clock.attach(agenda);
    await vi.advanceTimersByTimeAsync(2 ** 31 + 5000);
    expect(ran).toEqual([[far, far]]);
  });

  it('never runs backwards when the computer’s clock is set back', () => {
    const clock = new Clock(false, 0);
    const before = clock.now();
    vi.setSystemTime(500_000);
    expect(clock.now()).toBe(before);
  });

  it('stays ahead by what it was advanced', async () => {
    const clock = new Clock(false, 0);
    await clock.advance(60_000);
    expect(clock.now()).toBe(1_060_000);
    await vi.advanceTimersByTimeAsync(5);
    expect(clock.now()).toBe(1_060_005);
  });

  it('rings no later than what is left of a wait that it was advanced through', async () => {
    const clock = new Clock(false, 0);
    const start = clock.now();
    const { agenda, ran } = agendaAt(() => clock.now() - start, [start + 7_200_000]);
    clock.attach(agenda);
    await clock.advance(7_199_000);
    await vi.advanceTimersByTimeAsync(999);
    expect(ran).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(ran).toEqual([[start + 7_200_000, 7_200_000]]);
  });

  it('tries work that failed again after a pause', async () => {
    const clock = new Clock(false, 0);
    let attempts = 0;
    clock.attach({
      nextAt: () => (attempts < 2 ? 1_000_010 : undefined),
      runDue() {
        if (++attempts === 1) throw new Error('The disk is full.');
      },
    });
    await vi.advanceTimersByTimeAsync(10);
    expect(attempts).toBe(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(attempts).toBe(2);
  });

  it('does nothing more once it is closed', async () => {
    const clock = new Clock(false, 0);
    const { agenda, ran } = agendaAt(() => clock.now(), [1_000_010]);
    clock.attach(agenda);
    clock.close();
    await vi.advanceTimersByTimeAsync(100);
    expect(ran).toEqual([]);
  });
});
