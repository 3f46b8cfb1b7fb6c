import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainSender, isSender, parseSender } from './parse-sender.ts';

describe('parseSender', () => {
  it.each(['A', 'Chatti', 'My Shop 24', '4you', 'elevenchars', '3 x 3'])('reads the sender ID %j', (text) => {
    expect(parseSender(text)).toEqual({ kind: 'alphanumeric', value: text, two_way: false });
  });

  it.each([
    ['+447700900123', '+447700900123'],
    ['447700900123', '+447700900123'],
    [' +44 7700 900123 ', '+447700900123'],
    ['1234567', '+1234567'],
  ])('reads %j as the number %s', (text, value) => {
    expect(parseSender(text)).toEqual({ kind: 'number', value, two_way: true });
  });
});

describe('explainSender', () => {
  it.each([
    ['', /empty/],
    ['  ', /empty/],
    ['twelveletter', /at most 11/],
    [' Chatti', /begins nor ends/],
    ['Chatti ', /begins nor ends/],
    ['Café', /A-Z and a-z/],
    ['Chatti!', /A-Z and a-z/],
    ['My-Shop', /A-Z and a-z/],
    ['Chatti\n', /A-Z and a-z/],
    ['Ｃhatti', /A-Z and a-z/],
    ['12345', /E\.164/],
    ['07700900123', /E\.164/],
    ['+1234567890123456', /E\.164/],
    ['-', /at least one/],
    ['\u{1f600}', /at least one/],
  ])('tells why %j is refused', (text, reason) => {
    expect(parseSender(text)).toBeUndefined();
    expect(isSender(text)).toBe(false);
    expect(explainSender(text)).toMatch(reason);
  });

  it('has a reason exactly where there is no sender, and does not repeat the text', () => {
    const unit = fc.constantFrom(...Array.from('AZaz09 +-'), 'é', '\n', '\ud83d');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 14 }), (text) => {
        const reason = explainSender(text);
        expect(reason === undefined).toBe(parseSender(text) !== undefined);
        expect(reason === undefined).toBe(isSender(text));
        if (text.length > 4) expect(reason ?? '').not.toContain(text);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it('reads a sender ID exactly where the rule allows it', () => {
    const unit = fc.constantFrom(...Array.from('AZaz09  '), 'é');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 13 }), (text) => {
        const allowed =
          text.length >= 1 &&
          text.length <= 11 &&
          Array.from(text).every((char) => 'AZaz09 '.includes(char)) &&
          Array.from(text).some((char) => 'AZaz'.includes(char)) &&
          text.trim() === text;
        expect(parseSender(text)?.kind === 'alphanumeric').toBe(allowed);
      }),
      { seed: 12, numRuns: 500 },
    );
  });
});
