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
