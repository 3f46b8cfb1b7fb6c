import { ConfigurationError } from '@chatti/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { expresses } from '../../test/expresses.ts';
import { serve } from '../../test/serve.ts';
import { type Answer, fail, upstream } from '../../test/upstream.ts';
import { optOutLink } from './opt-out-link.ts';
import { optOutPage, type OptOutPageOptions } from './opt-out-page.ts';

const secret = '0123456789abcdef0123456789abcdef';
const number = '+447700900123';

afterEach(() => {
  vi.useRealTimers();
});

describe.each(expresses)('optOutPage on $version', ({ express }) => {
  async function page(options: Partial<OptOutPageOptions> = {}, answer?: Answer) {
    const { client, seen } = upstream(answer);
    const url = await serve(express().use('/stop', optOutPage({ client, secret, ...options })));
    const link = await optOutLink({ number, secret, baseUrl: `${url}/stop` });
    return { url, link, seen };
  }

  it('shows one button on GET and changes nothing', async () => {
    const { link, seen } = await page({ brand: 'Acme' });
    const reply = await fetch(link);
    const html = await reply.text();
    expect(reply.status).toBe(200);
    expect(html.match(/<button/g)).toHaveLength(1);
    expect(html).toContain('<form method="post">');
    expect(html).toContain('from Acme.');
    expect(seen).toEqual([]);
  });

  it('opts the number out on POST', async () => {
    const { link, seen } = await page();
    const reply = await fetch(link, { method: 'POST', body: new URLSearchParams() });
    expect(reply.status).toBe(200);
    expect(await reply.text()).toContain('You are opted out');
    expect(seen.map(({ method, url, body }) => [method, url.pathname, body])).toEqual([
      ['POST', '/v1/opt-outs', { number }],
    ]);
  });

  it('shows no more of the number than its end', async () => {
    const { link } = await page();
    const html = await (await fetch(link)).text();
    expect(html).toContain('•123');
    expect(html).not.toContain('7700900');
  });

  it('answers HEAD as GET, and 405 to anything else', async () => {
    const { link, seen } = await page();
    expect((await fetch(link, { method: 'HEAD' })).status).toBe(200);
    const reply = await fetch(link, { method: 'DELETE' });
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    expect(seen).toEqual([]);
  });

  it('refuses every forged link', async () => {
    const { link, seen, url } = await page();
    const token = new URL(link).searchParams.get('t') ?? '';
    const [digits = '', end = '', signature = ''] = token.split('.');
    const otherSecret = await optOutLink({ number, secret: 'f'.repeat(32), baseUrl: `${url}/stop` });
    const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    const forged = [
      `447700900124.${end}.${signature}`,
      `${digits}.zzzzzzz.${signature}`,
      `${digits}.${end}.${flipped}`,
      `${digits}.${end}.`,
      `${digits}.${end}`,
      `${token}.`,
      `${token}a`,
      ` ${token}`,
      '',
      '1'.repeat(60_00),
    ].map((text) => `${url}/stop?t=${encodeURIComponent(text)}`);
    for (const address of [...forged, otherSecret, `${url}/stop`]) {
      const reply = await fetch(address, { method: 'POST' });
      expect(reply.status).toBe(404);
      expect(await reply.text()).not.toContain('<button');
    }
    expect(seen).toEqual([]);
  });

  it('refuses an expired link, and says so', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
    const { url, seen } = await page();
    const link = await optOutLink({ number, secret, baseUrl: `${url}/stop`, expiresMs: 5_000 });
    vi.setSystemTime(1_004_999);
    expect((await fetch(link)).status).toBe(200);
    vi.setSystemTime(1_005_000);
    const reply = await fetch(link, { method: 'POST' });
    expect([reply.status, (await reply.text()).includes('too old')]).toEqual([410, true]);
    expect(seen).toEqual([]);
  });

  it('says that it failed, and keeps the button, where Chatti cannot be reached', async () => {
    const { link } = await page({}, () => fail(503, 'unavailable'));
    const reply = await fetch(link, { method: 'POST' });
    const html = await reply.text();
    expect(reply.status).toBe(502);
    expect(html).toContain('Nothing has changed yet');
    expect(html).toContain('<button');
  });

  it('has no script, no foreign source, no frame, no trace of the link', async () => {
    const { link } = await page({ brand: 'A&B <script>alert(1)</script>' });
    const reply = await fetch(link);
    const html = await reply.text();
    expect(html).not.toContain('<script');
    expect(html).toContain('A&amp;B &lt;script&gt;');
    expect(reply.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self';/,
    );
    expect(reply.headers.get('referrer-policy')).toBe('no-referrer');
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });

  it('names language, direction and title, and speaks the words of texts', async () => {
    const texts = {
      lang: 'ar',
      dir: 'rtl',
      askTitle: 'إيقاف الرسائل؟',
      ask: 'لن يصل {number} شيء من {brand}',
      noBrand: 'المرسل',
    } as const;
    const { link } = await page({ texts });
    const html = await (await fetch(link)).text();
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('<title>إيقاف الرسائل؟</title>');
    expect(html).toContain('شيء من المرسل');
  });

  it('picks words by the request', async () => {
    const german = { lang: 'de', askTitle: 'Keine SMS mehr?' };
    const { link } = await page({
      texts: (request) => (request.headers['accept-language']?.startsWith('de') ? german : {}),
    });
    expect(await (await fetch(link, { headers: { 'accept-language': 'de-AT' } })).text()).toContain(
      'Keine SMS mehr?',
    );
    expect(await (await fetch(link, { headers: { 'accept-language': 'en' } })).text()).toContain(
      'Stop text messages?',
    );
  });

  it('hands an error of the app on', async () => {
    const { client } = upstream();
    const texts = (): never => {
      throw new Error('no words');
    };
    const app = express().use('/stop', optOutPage({ client, secret, texts }));
    const handed: unknown[] = [];
    app.use(
      (error: unknown, _request: unknown, response: { sendStatus(status: number): void }, _next: unknown) => {
        handed.push(error);
        response.sendStatus(500);
      },
    );
    const url = await serve(app);
    expect((await fetch(`${url}/stop`)).status).toBe(500);
    expect(handed).toEqual([new Error('no words')]);
  });
});

it('refuses to serve a page without a proper secret or client', () => {
  const { client } = upstream();
  expect(() => optOutPage({ client, secret: 'short' })).toThrow(ConfigurationError);
  // What a program in JavaScript could hand in.
  expect(() => optOutPage({ secret } as OptOutPageOptions)).toThrow(ConfigurationError);
});
