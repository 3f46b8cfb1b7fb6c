import type { Preview } from '@chatti/core/contract';
import { describe, expect, it } from 'vitest';
import { commonFindings, costOf } from './cost.ts';
import { destinationsOf } from './destinations.ts';
import { writeMoney } from './money.ts';

const preview = (price: string | null, segments = 2, errors: Preview['errors'] = []): Preview => ({
  characters: 170,
  encoding: 'GSM-7',
  segments,
  opt_out_url_length: 40,
  within_limit: true,
  price,
  warnings: [],
  errors,
});
const optedOut = [{ field: 'to', code: 'recipient_opted_out', message: 'Opted out.' }];

const british = ['+447700900123', '+447700900124', '+447700900125'];
const american = ['+12025550123', '+12025550124'];
const nobody: ReadonlySet<string> = new Set();

describe('costOf', () => {
  it('adds the price of each who was asked about, and leaves out who is refused', () => {
    const { lines, total, segments, priced, unpriced, left } = costOf({
      destinations: destinationsOf([...british, ...american, '07700']),
      isEach: true,
      optedOut: nobody,
      previews: new Map([
        ...british.map((number) => [number, preview('0.0840')] as const),
        ['+12025550123', preview('0.0166')],
        ['+12025550124', preview('0.0166', 2, optedOut)],
      ]),
    });
    expect(
      lines.map(({ place, count, price, subtotal }) => [
        place.name,
        count,
        price,
        subtotal && writeMoney(subtotal),
      ]),
    ).toEqual([
      ['United Kingdom', 3, '0.0840', '0.2520'],
      ['United States', 1, '0.0166', '0.0166'],
    ]);
    expect([writeMoney(total), segments, priced, unpriced]).toEqual(['0.2686', 8, 4, 0]);
    expect(left.map(({ code, to }) => [code, to])).toEqual([
      ['recipient_opted_out', ['+12025550124']],
      ['invalid_number', ['07700']],
    ]);
  });

  it('takes one for all of a country where there are many', () => {
    const { total, segments, left } = costOf({
      destinations: destinationsOf([...british, ...american]),
      isEach: false,
      optedOut: new Set(['+447700900125']),
      previews: new Map([
        ['+447700900123', preview('0.0840')],
        ['+12025550123', preview('0.0166')],
      ]),
    });
    expect([writeMoney(total), segments]).toEqual(['0.2012', 8]);
    expect(left.map(({ to }) => to)).toEqual([['+447700900125']]);
  });

  it('says for how many there is no price, and does not take them for free', () => {
    const { lines, total, priced, unpriced } = costOf({
      destinations: destinationsOf([...british, ...american]),
      isEach: false,
      optedOut: nobody,
      previews: new Map([
        ['+447700900123', preview('0.0840')],
        ['+12025550123', preview(null)],
      ]),
    });
    expect(lines[1]?.subtotal).toBeUndefined();
    expect([writeMoney(total), priced, unpriced]).toEqual(['0.2520', 3, 2]);
  });

  it('names no price of each where they differ in one country', () => {
    const [line] = costOf({
      destinations: destinationsOf(american),
      isEach: true,
      optedOut: nobody,
      previews: new Map([
        ['+12025550123', preview('0.01')],
        ['+12025550124', preview('0.0200')],
      ]),
    }).lines;
    expect([line?.price, line?.subtotal && writeMoney(line.subtotal)]).toEqual([null, '0.0300']);
  });
});

describe('commonFindings', () => {
  it('says each thing of the message once, and nothing of one recipient', () => {
    const tooLong = { field: 'body', code: 'too_long', message: 'is too long' };
    const { errors, warnings } = commonFindings([
      preview('1', 1, [...(optedOut ?? []), tooLong]),
      preview('1', 1, [tooLong]),
    ]);
    expect(errors).toEqual([tooLong]);
    expect(warnings).toEqual([]);
  });
});
