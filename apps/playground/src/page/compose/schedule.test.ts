import { describe, expect, it } from 'vitest';
import { readSchedule, scheduleHint } from './schedule.ts';

/** A Sunday. */
const now = new Date('2026-11-22T09:30:00Z');

describe('readSchedule', () => {
  it('sends at once where nothing is written', () => {
    expect(readSchedule('  ', now)).toEqual({ kind: 'now' });
  });

  it('reads words by the clock that it is given, and sends the moment', () => {
    expect(readSchedule('next Monday 9am', now)).toEqual({
      kind: 'at',
      at: new Date('2026-11-23T09:00:00Z'),
      value: '2026-11-23T09:00:00Z',
    });
    expect(readSchedule('2026-12-24 18:30 +01:00', now)).toMatchObject({ value: '2026-12-24T17:30:00Z' });
  });

  it('sends as written what moves with the clock', () => {
    expect(readSchedule(' +1 hour ', now)).toEqual({
      kind: 'at',
      at: new Date('2026-11-22T10:30:00Z'),
      value: '+1 hour',
    });
  });

  it('refuses what is not understood, what is past and what is too far ahead', () => {
    const why = (text: string): string => {
      const schedule = readSchedule(text, now);
      return schedule.kind === 'refused' ? schedule.why : schedule.kind;
    };
    expect(why('soon')).toContain('Not understood');
    expect(why('yesterday')).toBe('Sat 21 Nov 2026, 00:00 UTC is past. A message can only be sent ahead.');
    expect(why('2027-11-22')).toContain('more than 60 days ahead');
  });
});

describe('scheduleHint', () => {
  const at = new Date('2026-11-23T08:00:00Z');

  it('says the moment, and how long it is until then', () => {
    expect(scheduleHint(at, now, 'UTC')).toBe('Mon 23 Nov 2026, 08:00 UTC · in 22 h 30 min');
    expect(scheduleHint(new Date('2026-12-24T09:30:00Z'), now, 'UTC')).toBe(
      'Thu 24 Dec 2026, 09:30 UTC · in 32 d',
    );
    expect(scheduleHint(new Date('2026-11-22T09:30:10Z'), now, 'UTC')).toBe(
      'Sun 22 Nov 2026, 09:30:10 UTC · in less than a minute',
    );
  });

  it('says the time here where it is another', () => {
    expect(scheduleHint(at, now, 'Europe/Berlin')).toBe(
      'Mon 23 Nov 2026, 08:00 UTC · 09:00 here · in 22 h 30 min',
    );
  });
});
