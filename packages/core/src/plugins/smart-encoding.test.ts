import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSegments } from '../rules/text/count-segments.ts';
import { isGsm7 } from '../rules/text/is-gsm7.ts';
import { smartEncoding } from './smart-encoding.ts';
import { collect, deepFreeze, testClient, to } from './test-client.test-data.ts';

async function sent(body: string): Promise<unknown> {
  const { chatti, seen } = testClient({ plugins: [smartEncoding()] });
  await chatti.messages.send(deepFreeze({ to, body }));
  return seen[0]?.body['body'];
}

describe('smartEncoding', () => {
  it.each([
    ['It’s ready', "It's ready"],
    ['“Yes” – now…', '"Yes" - now...'],
    ['It’s at https://example.com/a?b=c.', "It's at https://example.com/a?b=c."],
    ['See “https://example.com/a”', 'See "https://example.com/a"'],
  ])('sends %j as %j', async (body, expected) => {
    expect(await sent(body)).toBe(expected);
  });

  it.each([
    ['plain GSM-7', 'Zwölf Äpfel: 3 €'],
    ['an emoji, which keeps the text UCS-2', 'It’s ready 🎉'],
    ['another script', '“Да”'],
    ['a link that would lead elsewhere', 'It’s at https://example.com/a–b'],
    ['nothing but characters that have no twin but nothing', '\u200b'],
    ['a text that would grow too long', `${'x'.repeat(1569)}…`],
  ])('leaves %s as it is', async (_, body) => {
    expect(await sent(body)).toBe(body);
  });

  it('never costs a segment more, and sends what GSM-7 could not carry untouched', async () => {
    const characters = fc.constantFrom(
      'a',
      '’',
      '–',
      '…',
      '€',
      'é',
      'e\u0301',
      '🎉',
      'я',
      ' ',
      'https://x.y/',
      '{OptOutURL}',
    );
    const text = fc.array(characters, { minLength: 1, maxLength: 60 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, async (body) => {
        const result = String(await sent(body));
        if (result === body) return;
        expect(isGsm7(result)).toBe(true);
        expect(isGsm7(body)).toBe(false);
        expect(countSegments(result).segments).toBeLessThanOrEqual(countSegments(body).segments);
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  it('acts on the default of a batch and on its items', async () => {
    const { chatti, seen } = testClient({ plugins: [smartEncoding()] });
    await chatti.messages.sendBatch(
      deepFreeze({ body: 'It’s', messages: [{ to }, { to, body: 'He’s' }, { to, body: '🎉’' }] }),
    );
    expect(seen[0]?.body).toMatchObject({
      body: "It's",
      messages: [{ to }, { to, body: "He's" }, { to, body: '🎉’' }],
    });
  });

  it('leaves the text of an MMS, also where a batch gives it to an SMS as well', async () => {
    const { chatti, seen } = testClient({ plugins: [smartEncoding()] });
    const media = [{ url: 'https://example.com/a.png' }];
    await chatti.messages.send({ to, body: 'It’s', media });
    await chatti.messages.sendBatch({ body: 'It’s', messages: [{ to, media }, { to }] });
    expect(seen[0]?.body['body']).toBe('It’s');
    expect(seen[1]?.body['body']).toBe('It’s');
    expect(seen[1]?.body.messages?.map(({ body }) => body)).toEqual([undefined, "It's"]);
  });

  it('acts on sendMany and on a preview', async () => {
    const { chatti, seen } = testClient({ plugins: [smartEncoding()] });
    await collect(chatti.messages.sendMany([{ to, body: 'It’s' }]));
    await chatti.messages.preview({ body: 'It’s' });
    expect(seen[0]?.body.messages?.[0]?.['body'] ?? seen[0]?.body['body']).toBe("It's");
    expect(seen[1]?.body['body']).toBe("It's");
  });
});
