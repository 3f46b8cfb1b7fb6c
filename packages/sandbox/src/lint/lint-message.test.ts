import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Lintable, lintMessage } from './lint-message.ts';

const codes = (message: Lintable, linkLength?: number) =>
  lintMessage(message, linkLength === undefined ? {} : { linkLength }).map(({ code }) => code);

describe('a message that nobody need worry about', () => {
  it.each([
    'Your order 4711 is ready. Pick it up at acme.example/orders/4711',
    'Your code is 123456.',
    'Ihr Termin ist morgen um 9:30 Uhr.',
    'Grüße aus Köln',
    'Wholesale prices are not discussed by SMS',
    'Your balance is 3.50 at 10:30',
    'Ваш заказ готов: пример.рф',
    'ご注文の準備ができました',
    'Ready 🎉 now',
    '{OptOutURL}',
    '',
  ])('has no findings: %s', (body) => {
    expect(codes({ to: '+447700900123', from: 'Acme', body })).toEqual([]);
  });
});

describe('the opt-out', () => {
  it.each([
    ['Summer SALE! All shoes half price', 'opt_out_missing'],
    ['Save 20% off today', 'opt_out_missing'],
    ['-30 % auf alles', 'opt_out_missing'],
    ['Ihr Gutschein wartet', 'opt_out_missing'],
    ['Profitez des soldes', 'opt_out_missing'],
    ['¡Grandes rebajas!', 'opt_out_missing'],
    ['Shop\n now', 'opt_out_missing'],
    ['Stop: {OptOutURL} Sale ends today', 'opt_out_not_last'],
  ])('is missed in what reads like marketing: %s', (body, code) => {
    expect(codes({ body })).toEqual([code]);
  });

  it('is fine at the end', () => {
    expect(codes({ body: 'Summer sale! {OptOutURL}.' })).toEqual([]);
  });
});

describe('the sender', () => {
  it.each([
    ['+14155550123', 'Acme', ['sender_unsupported']],
    ['+14155550123', '+14155550000', []],
    ['+447700900123', 'Acme', []],
    [undefined, 'Acme', []],
    ['nobody', 'Acme', []],
  ])('to %s from %s: %j', (to, from, expected) => {
    expect(codes({ to, from, body: 'Ready' })).toEqual(expected);
  });
});

describe('the encoding', () => {
  it('is worth a word where twins would make it GSM-7', () => {
    const [finding] = lintMessage({ body: `${'x'.repeat(100)} it’s ready` });
    expect(finding).toMatchObject({ field: 'body', code: 'ucs2_by_twin' });
    expect(finding?.message).toBe(
      'Only U+2019 makes this text UCS-2, and GSM-7 has a twin. It would take 1 segment in place of 2 segments.',
    );
  });

  it('is left alone where another character has no twin', () => {
    expect(codes({ body: 'it’s ready 🎉' })).toEqual([]);
  });

  it('is left alone in an MMS, which has none', () => {
    expect(codes({ body: 'it’s ready', media: [{ filename: 'a.gif' }] })).toEqual([]);
  });
});

describe('the opt-out link', () => {
  it('is worth a word where it tips the text into another segment, and by how much', () => {
    const body = `${'x'.repeat(130)} {OptOutURL}`;
    expect(lintMessage({ body }, { linkLength: 30 })).toMatchObject([
      {
        code: 'link_adds_segment',
        message: expect.stringContaining('2 segments in place of 1 segment: about 1 characters'),
      },
    ]);
    expect(codes({ body }, 29)).toEqual([]);
  });

  it('counts against full segments where there are several', () => {
    const body = `${'x'.repeat(290)} {OptOutURL}`;
    expect(codes({ body }, 15)).toEqual([]);
    expect(codes({ body }, 16)).toEqual(['link_adds_segment']);
  });
});

describe('media', () => {
  it.each(['avi', 'mpg', 'mpeg', 'wav', 'mp3', 'pdf', 'PDF'])('of type %s are often dropped', (extension) => {
    const file = { filename: `a.${extension}` };
    expect(lintMessage({ media: [{ filename: 'b.png' }, file] })).toMatchObject([
      { field: 'media[1]', code: 'media_often_dropped' },
    ]);
  });

  it.each(['gif', 'png', 'jpg', 'jpeg', 'mp4', '3gp', 'vcf', 'vcard'])(
    'of type %s mostly arrive',
    (extension) => {
      expect(codes({ media: [{ url: `https://a.example/b.${extension}?c=d.pdf` }] })).toEqual([]);
    },
  );
});

describe('links', () => {
  it.each([
    ['https://раypal.example/', 'link_look_alike'],
    ['see аррӏе.com', 'link_look_alike'],
    ['http://acme․example/', 'link_look_alike'],
    ['acme。example', 'link_look_alike'],
    ['https://ｇoogle.example', 'link_look_alike'],
    ['https://gооgle.example, now', 'link_look_alike'],
    ['https://acme.example\u202e/gpj.exe', 'link_hidden_character'],
    ['https://ac\u200bme.example', 'link_hidden_character'],
    ['ac\u00adme.example', 'link_hidden_character'],
  ])('that deceive are told: %j', (body, code) => {
    expect(codes({ body })).toContain(code);
  });

  it.each([
    'https://müller.example/größe',
    'https://пример.рф/а',
    'https://παράδειγμα.example',
    'a\u200db is no link',
    'mail me@аcme.example',
    'https://例え.example',
  ])('that are what they seem are not: %s', (body) => {
    expect(codes({ body }).filter((code) => code.startsWith('link_'))).toEqual([]);
  });
});

describe('any message', () => {
  it('is judged without an error, and no finding repeats its text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 30 }), fc.nat(200), (body, linkLength) => {
        for (const { field, message } of lintMessage(
          { to: body, from: body, body, media: [{ filename: body, url: body }] },
          { linkLength },
        )) {
          expect(field).toMatch(/^(body|from|media\[0\])$/);
          expect(message).not.toContain(body);
        }
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it.each(['shop ', '-', '1%', '.', 'a.', '{OptOutURL}', '\u200b', 'а.', 'http://'])(
    'made of %j is judged to its end, however long',
    (part) => {
      const body = part.repeat(600_000 / part.length);
      // A rule that looked at every place from every place would take minutes, and is stopped.
      runInNewContext('run()', { run: () => lintMessage({ body }) }, { timeout: 20_000 });
    },
  );
});
