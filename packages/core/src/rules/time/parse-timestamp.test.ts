import * as fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import vectors from '../../../vectors/timestamps.json' with { type: 'json' };
import { parseTimestamp } from './parse-timestamp.ts';

/** A Thursday in a leap year. */
const NOW = new Date('2024-02-29T12:34:56Z');

const read = (text: string, now: Date = NOW): string | undefined => parseTimestamp(text, now)?.toISOString();

/** Without the milliseconds of a whole second. */
const readSecond = (text: string, now: Date = NOW): string | undefined =>
  read(text, now)?.replace('.000Z', 'Z');

/** Every recorded question with PHP's answer and ours, in seconds since 1970 or null. */
function answersOf() {
  return vectors.map(({ input, now, expected }) => {
    const date = parseTimestamp(input, new Date(now * 1000));
    return { input, now, expected, got: date ? Math.floor(date.getTime() / 1000) : null };
  });
}

describe.each(['UTC', 'America/New_York', 'Asia/Kolkata'])('a process in %s', (zone) => {
  beforeEach(() => {
    vi.stubEnv('TZ', zone);
    return () => vi.unstubAllEnvs();
  });

  it('is really in that zone', () => {
    expect(new Date(2024, 0, 1).getTimezoneOffset()).toBe(
      { UTC: 0, 'America/New_York': 300, 'Asia/Kolkata': -330 }[zone],
    );
  });

  it('never contradicts PHP, and gives at least 95 % of what PHP reads', () => {
    const answers = answersOf();
    const valid = answers.filter(({ expected }) => expected !== null);
    const right = valid.filter(({ expected, got }) => got === expected);
    const wrong = answers.filter(({ expected, got }) => got !== null && got !== expected);
    const refused = valid.filter(({ got }) => got === null);
    console.info(
      `timestamps, ${zone}: ${right.length} right, ${refused.length} refused, ${wrong.length} wrong`,
    );
    expect(wrong).toEqual([]);
    expect(right.length / valid.length).toBeGreaterThanOrEqual(0.95);
  });
});

describe('the recorded answers of PHP', () => {
  const valid = answersOf().filter(({ expected }) => expected !== null);

  it('are missing only where the refusal is deliberate', () => {
    const refused = valid.filter(({ got }) => got === null).map(({ input }) => input);
    const impossible =
      /^(2\/29\/2023|02\/30\/2021|30-02-2021|Feb 30 2021|2021-0(2-3[01]|4-31)|2100-02-29|31 June 2024)$/;
    const others = [...new Set(refused)].filter((input) => !impossible.test(input));
    expect(others.toSorted()).toEqual(['+1 decade', '0000-00-00', '2021-W53-1']);
  });
});

describe('dates', () => {
  it.each([
    ['2001-12-31', '2001-12-31T00:00:00Z'],
    ['+2001-12-31', '2001-12-31T00:00:00Z'],
    ['-0044-03-15', '-000044-03-15T00:00:00Z'],
    ['01-12-31', '2001-12-31T00:00:00Z'],
    ['70-1-2', '1970-01-02T00:00:00Z'],
    ['2001-12', '2001-12-01T00:00:00Z'],
    ['20011231', '2001-12-31T00:00:00Z'],
    ['2001/12/31', '2001-12-31T00:00:00Z'],
    ['01/02/1970', '1970-01-02T00:00:00Z'],
    ['1/2/03', '2003-01-02T00:00:00Z'],
    ['1/2', '2024-01-02T00:00:00Z'],
    ['31-12-2001', '2001-12-31T00:00:00Z'],
    ['31.12.2001', '2001-12-31T00:00:00Z'],
    ['31.12.01', '2001-12-31T00:00:00Z'],
    ['2024-W09-4', '2024-02-29T00:00:00Z'],
    ['2024W09', '2024-02-26T00:00:00Z'],
    ['2024-060', '2024-02-29T00:00:00Z'],
    ['2024366', '2024-12-31T00:00:00Z'],
    ['5 January 2024', '2024-01-05T00:00:00Z'],
    ['January 5th, 2024', '2024-01-05T00:00:00Z'],
    ['5-JAN-24', '2024-01-05T00:00:00Z'],
    ['14 III 1879', '1879-03-14T00:00:00Z'],
    ['March 2024', '2024-03-01T00:00:00Z'],
    ['1 July', '2024-07-01T00:00:00Z'],
    ['Fri, 15 Mar 2024', '2024-03-15T00:00:00Z'],
    [' \t2024-05-06\n', '2024-05-06T00:00:00Z'],
  ])('reads %j as %s', (text, instant) => {
    expect(readSecond(text)).toBe(instant);
  });

  const day = fc
    .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it.each([
    ['Y-m-d', (y: string, m: string, d: string) => `${y}-${m}-${d}`],
    ['Y/m/d', (y: string, m: string, d: string) => `${y}/${m}/${d}`],
    ['Ymd', (y: string, m: string, d: string) => `${y}${m}${d}`],
    ['m/d/Y', (y: string, m: string, d: string) => `${m}/${d}/${y}`],
    ['d-m-Y', (y: string, m: string, d: string) => `${d}-${m}-${y}`],
    ['d.m.Y', (y: string, m: string, d: string) => `${d}.${m}.${y}`],
    ['n/j/Y', (y: string, m: string, d: string) => `${Number(m)}/${Number(d)}/${y}`],
    ['j.n.Y', (y: string, m: string, d: string) => `${Number(d)}.${Number(m)}.${y}`],
  ])('reads every day written as %s as that day', (_format, write) => {
    fc.assert(
      fc.property(day, (iso) => {
        const [y = '', m = '', d = ''] = iso.split('-');
        expect(readSecond(write(y, m, d))).toBe(`${iso}T00:00:00Z`);
      }),
      { seed: 115 },
    );
  });
});

describe('times of day and time zones', () => {
  it.each([
    ['2002-10-20T12:26:13+00:00', '2002-10-20T12:26:13.000Z'],
    ['2002-10-20t12:26:13z', '2002-10-20T12:26:13.000Z'],
    ['20021020T122613Z', '2002-10-20T12:26:13.000Z'],
    ['2002-10-20 12:26:13.9876543+05:30', '2002-10-20T06:56:13.987Z'],
    ['2002-10-20T12:26:13.5-0800', '2002-10-20T20:26:13.500Z'],
    ['2002-10-20T24:00', '2002-10-21T00:00:00.000Z'],
    ['Sun, 20 Oct 2002 12:26:13 +0200', '2002-10-20T10:26:13.000Z'],
    ['Sunday, 20-Oct-02 12:26:13 UTC', '2002-10-20T12:26:13.000Z'],
    ['Sun Oct 20 12:26:13 2002', '2002-10-20T12:26:13.000Z'],
    ['20/Oct/2002:12:26:13 -0700', '2002-10-20T19:26:13.000Z'],
    ['2002:10:20 12:26:13', '2002-10-20T12:26:13.000Z'],
    ['10/20/2002 2:30 p.m.', '2002-10-20T14:30:00.000Z'],
    ['12am 2002-10-20', '2002-10-20T00:00:00.000Z'],
    ['2002-10-20 12:00 EST', '2002-10-20T17:00:00.000Z'],
    ['2002-10-20 12:00 (CEST)', '2002-10-20T10:00:00.000Z'],
    ['2002-10-20 12:00 GMT+2', '2002-10-20T10:00:00.000Z'],
    ['2024-07-06 12:00 America/New_York', '2024-07-06T16:00:00.000Z'],
    ['2024-01-06 12:00 Asia/Kolkata', '2024-01-06T06:30:00.000Z'],
    ['@1700000000', '2023-11-14T22:13:20.000Z'],
    ['@-1.5', '1969-12-31T23:59:58.500Z'],
    ['10:15', '2024-02-29T10:15:00.000Z'],
    ['1:15 PM', '2024-02-29T13:15:00.000Z'],
    ['0815', '2024-02-29T08:15:00.000Z'],
    ['back of 7pm', '2024-02-29T19:15:00.000Z'],
  ])('reads %j as %s', (text, instant) => {
    expect(read(text)).toBe(instant);
  });

  it('reads an hour that a zone skips with the offset from before the change', () => {
    expect(readSecond('2024-03-31 02:30 Europe/Berlin')).toBe('2024-03-31T01:30:00Z');
    expect(readSecond('2024-03-10 02:30 America/New_York')).toBe('2024-03-10T07:30:00Z');
  });

  it('refuses an hour that a zone has twice', () => {
    expect(read('2024-10-27 02:30 Europe/Berlin')).toBeUndefined();
    expect(readSecond('2024-10-27 03:00 Europe/Berlin')).toBe('2024-10-27T02:00:00Z');
    expect(readSecond('2024-10-27 01:59:59 Europe/Berlin')).toBe('2024-10-26T23:59:59Z');
  });

  it('refuses hours that move across the change of a zone', () => {
    expect(read('2024-03-30 12:00 Europe/Berlin +24 hours')).toBeUndefined();
    expect(readSecond('2024-03-30 12:00 Europe/Berlin +1 day')).toBe('2024-03-31T10:00:00Z');
  });

  it.each([
    '2024-05-06 UTC+3',
    '+1 decade',
    '12:00 IST',
    '12:00 XYZ',
    '12:00 Foo/Bar',
    '1969-01-01 Europe/London',
    '2040-01-01 Europe/London',
  ])('refuses the zone of %j', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

describe('words', () => {
  it.each([
    ['now', '2024-02-29T12:34:56Z'],
    ['  ', '2024-02-29T12:34:56Z'],
    ['today', '2024-02-29T00:00:00Z'],
    ['YESTERDAY', '2024-02-28T00:00:00Z'],
    ['tomorrow noon', '2024-03-01T12:00:00Z'],
    ['tomorrow 9am', '2024-03-01T09:00:00Z'],
    ['9am tomorrow', '2024-03-01T00:00:00Z'],
    ['last Monday', '2024-02-26T00:00:00Z'],
    ['thursday', '2024-02-29T00:00:00Z'],
    ['next thursday', '2024-03-07T00:00:00Z'],
    ['friday 5pm', '2024-03-01T17:00:00Z'],
    ['sunday this week', '2024-03-03T00:00:00Z'],
    ['next week', '2024-03-04T12:34:56Z'],
    ['+1 week 2 days', '2024-03-09T12:34:56Z'],
    ['2 hours 30 minutes ago', '2024-02-29T10:04:56Z'],
    ['1 year ago', '2023-03-01T12:34:56Z'],
    ['2024-01-31 +1 month', '2024-03-02T00:00:00Z'],
    ['+3 weekdays', '2024-03-05T12:34:56Z'],
    ['3 weekdays ago', '2024-02-26T12:34:56Z'],
    ['first day of next month', '2024-03-01T12:34:56Z'],
    ['last day of february 2023', '2023-02-28T00:00:00Z'],
    ['first monday of september 2024', '2024-09-02T00:00:00Z'],
    ['last friday of next month noon', '2024-03-29T12:00:00Z'],
    ['+1 microsecond', '2024-02-29T12:34:56Z'],
  ])('counts %j from Thursday, 29 February 2024, 12:34:56 as %s', (text, instant) => {
    expect(readSecond(text)).toBe(instant);
  });

  it('count from the current moment where none is given', () => {
    vi.useFakeTimers({ now: NOW });
    try {
      expect(parseTimestamp('+1 hour')).toEqual(new Date('2024-02-29T13:34:56Z'));
    } finally {
      vi.useRealTimers();
    }
  });

  it('keep the milliseconds of the moment they count from, unless they set a time', () => {
    const now = new Date('2024-02-29T12:34:56.789Z');
    expect(read('+1 day', now)).toBe('2024-03-01T12:34:56.789Z');
    expect(read('10:00', now)).toBe('2024-02-29T10:00:00.000Z');
  });
});
