import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSegments } from '../text/count-segments.ts';
import { appendOptOut, endsWithOptOut, expandOptOut, hasOptOut, OPT_OUT_TAG } from './opt-out-tag.ts';

describe('OPT_OUT_TAG', () => {
  it('is 11 characters and 13 septets', () => {
    expect(countSegments(OPT_OUT_TAG)).toMatchObject({ encoding: 'GSM-7', characters: 11, units: 13 });
  });
});

describe('hasOptOut', () => {
  it.each(['{OptOutURL}', 'Stop: {OptOutURL} please', '{{OptOutURL}}'])('finds the tag in %j', (text) => {
    expect(hasOptOut(text)).toBe(true);
  });

  it.each(['', '{optouturl}', '{OptOutUrl}', '{ OptOutURL }', 'OptOutURL', '{OptOutURL'])(
    'finds none in %j',
    (text) => {
      expect(hasOptOut(text)).toBe(false);
    },
  );
});

describe('endsWithOptOut', () => {
  it.each(['Stop: {OptOutURL}', 'Stop: {OptOutURL}.', '(Stop: {OptOutURL}) \n', '{OptOutURL}, {OptOutURL}'])(
    'accepts %j',
    (text) => {
      expect(endsWithOptOut(text)).toBe(true);
    },
  );

  it.each(['', 'Stop', '{OptOutURL} to stop', '{OptOutURL} 1', '{optouturl}'])('refuses %j', (text) => {
    expect(endsWithOptOut(text)).toBe(false);
  });
});

describe('appendOptOut', () => {
  it('adds the label and the tag', () => {
    expect(appendOptOut('Sale on Friday.', { label: 'Stop:' })).toBe('Sale on Friday. Stop: {OptOutURL}');
  });

  it('has a label of its own', () => {
    expect(appendOptOut('Sale on Friday.')).toBe('Sale on Friday. Opt out: {OptOutURL}');
  });

  it('adds the tag alone where the label is empty', () => {
    expect(appendOptOut('Sale on Friday.', { label: '' })).toBe('Sale on Friday. {OptOutURL}');
  });

  it('adds no second space, and none to an empty text', () => {
    expect(appendOptOut('Sale.\n', { label: 'Stop:' })).toBe('Sale.\nStop: {OptOutURL}');
    expect(appendOptOut('', { label: 'Stop:' })).toBe('Stop: {OptOutURL}');
  });

  it('adds one at the end although there is one elsewhere', () => {
    expect(appendOptOut('{OptOutURL} to stop.', { label: 'Stop:' })).toBe(
      '{OptOutURL} to stop. Stop: {OptOutURL}',
    );
  });

  it('ends with the tag, and changes nothing when applied again', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '.', '\n', OPT_OUT_TAG, '\ud83d') });
    fc.assert(
      fc.property(text, text, (body, label) => {
        const once = appendOptOut(body, { label });
        expect(once.startsWith(body)).toBe(true);
        expect(endsWithOptOut(once)).toBe(true);
        expect(appendOptOut(once, { label })).toBe(once);
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});

describe('expandOptOut', () => {
  it('replaces every tag', () => {
    expect(expandOptOut('{OptOutURL} or {OptOutURL}', 'https://x.example/o/1')).toBe(
      'https://x.example/o/1 or https://x.example/o/1',
    );
  });

  it.each(['$&', '$1', "$'", '$$', '{OptOutURL}'])('takes %j in a link as it is', (url) => {
    expect(expandOptOut('Stop: {OptOutURL}.', url)).toBe(`Stop: ${url}.`);
  });

  it('leaves a text without the exact tag alone', () => {
    expect(expandOptOut('{optouturl}', 'https://x.example')).toBe('{optouturl}');
  });
});
