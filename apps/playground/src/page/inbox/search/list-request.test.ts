import { listMessagesSchema } from '@chatti/core/contract';
import { createSandbox } from '@chatti/sandbox';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leftOutSentence, listRequestOf } from './list-request.ts';
import { parseSearch, termsOf } from './parse-search.ts';
import { ruleOf, TOKEN_NAMES } from './tokens.table.ts';

const request = (text: string) => listRequestOf(termsOf(parseSearch(text)));

describe('listRequestOf', () => {
  it('uses the filters of the documented list', () => {
    expect(
      request(
        'to:+447700900123 from:"Acme Shoes" status:Sent is:inbound has:media after:today reference:a-1',
      ),
    ).toEqual({
      filters: {
        to: '+447700900123',
        from: 'Acme Shoes',
        status: 'sent',
        direction: 'inbound',
        type: 'mms',
        after: 'today',
        reference: 'a-1',
      },
      own: {},
      others: [],
    });
  });

  it('leaves to the sandbox what the documented list knows nothing of', () => {
    const { filters, own, others } = request('segments:>1 encoding:ucs2 is:optout sale "20% off"');
    expect(filters).toEqual({});
    expect(own).toEqual({ min_segments: 2, encoding: 'UCS-2', has_opt_out: true, words: 'sale "20% off"' });
    expect(others.map(({ value }) => value)).toEqual(['>1', 'ucs2', 'optout', 'sale', '20% off']);
  });

  it('has the sandbox find any stretch of a text as a phrase, and none of another text', async () => {
    const body = 'He said "see you", "\\" and C:\\new: to:me // NOW';
    const other = 'He said see "you" \\" and';
    await using sandbox = createSandbox({ clock: 'manual' });
    await sandbox.fetch(`${sandbox.baseUrl}/messages`, {
      method: 'POST',
      headers: { 'x-api-key': sandbox.apiKey, 'content-type': 'application/json' },
      body: JSON.stringify({ to: '+447700900123', from: 'Acme', body }),
    });
    const stretch = fc
      .constantFrom(body, other)
      .chain((text) =>
        fc
          .tuple(fc.nat(text.length - 1), fc.nat(text.length))
          .map(([start, length]) => text.slice(start, start + length + 1)),
      );
    await fc.assert(
      fc.asyncProperty(fc.array(stretch, { minLength: 1, maxLength: 3 }), async (values) => {
        const { own } = listRequestOf(values.map((value) => ({ kind: 'word', value })));
        const { total } = await sandbox.messages.list(own);
        expect(total).toBe(values.every((value) => body.includes(value)) ? 1 : 0);
      }),
      { seed: 131, numRuns: 200 },
    );
  });

  it('takes what is in quotes for one thing, also behind a colon', () => {
    expect(request('reference:"order 7" "see you"')).toMatchObject({
      filters: { reference: 'order 7' },
      own: { words: '"see you"' },
    });
  });

  it.each([
    ['2', { min_segments: 2, max_segments: 2 }],
    ['=2', { min_segments: 2, max_segments: 2 }],
    ['>1', { min_segments: 2 }],
    ['>=3', { min_segments: 3 }],
    ['<3', { max_segments: 2 }],
    ['<=3', { max_segments: 3 }],
    ['<0', {}],
  ])('reads segments:%s', (value, bounds) => {
    expect(request(`segments:${value}`).own).toEqual(bounds);
  });

  it('asks for nothing that the contract would refuse', () => {
    const token = fc
      .constantFrom(...TOKEN_NAMES)
      .chain((name) =>
        fc.constantFrom(...ruleOf(name).values, '+447700900123').map((value) => `${name}:${value}`),
      );
    fc.assert(
      fc.property(fc.array(token), (tokens) => {
        const checked = listMessagesSchema['~standard'].validate(request(tokens.join(' ')).filters);
        expect(checked).not.toHaveProperty('issues');
      }),
      { seed: 102 },
    );
  });
});

describe('leftOutSentence', () => {
  it('names what only the sandbox can search for', () => {
    expect(leftOutSentence(request('segments:>1 sale').others)).toContain(
      'segments:>1, “sale”: only the sandbox',
    );
    expect(leftOutSentence([])).toBeUndefined();
  });
});
