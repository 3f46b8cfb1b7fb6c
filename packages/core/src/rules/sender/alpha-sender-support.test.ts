import { describe, expect, it } from 'vitest';
import countries from '../../../vectors/alpha-sender-countries.json' with { type: 'json' };
import { alphaSenderSupport } from './alpha-sender-support.ts';
import { ALPHA_SENDER_ROWS } from './alpha-sender.table.ts';

describe('alphaSenderSupport', () => {
  it('has the answer, the guide and the date of every country of the table', () => {
    const wrong = countries.countries.filter(({ iso, status, source, asOf }) => {
      const got = alphaSenderSupport(iso);
      return got.status !== status || got.source !== source || got.asOf !== asOf;
    });
    expect(wrong).toEqual([]);
  });

  it('takes a code in any case', () => {
    expect(alphaSenderSupport('us')).toEqual(alphaSenderSupport('US'));
    expect(alphaSenderSupport('us').status).toBe('unsupported');
  });

  it.each(['', 'ZZ', 'UK', 'U', 'USA', ' US', 'U S', 'D ', 'ß', '\ud83d\ude00', '__proto__'])(
    'knows nothing of %j',
    (code) => {
      expect(alphaSenderSupport(code)).toEqual({ status: 'unknown', asOf: null, source: null });
    },
  );

  it('has each country once', () => {
    const codes = ALPHA_SENDER_ROWS.flatMap((row) => row.countries.split(' '));
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toHaveLength(countries.countries.length);
  });
});
