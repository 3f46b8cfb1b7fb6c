import { afterEach, describe, expect, it, vi } from 'vitest';
import vectors from '../../vectors/webhooks.json' with { type: 'json' };
import { body, now, nowS, otherSecret, secret, signed } from './delivery.test-data.ts';
import { verifySignature, type VerifyOptions } from './verify-signature.ts';

const options = { secrets: secret, now };

/** The reason of a refusal, or `valid`. */
async function verdict(...[rawBody, headers, more]: Parameters<typeof verifySignature>): Promise<string> {
  return verifySignature(rawBody, headers, more).then(
    () => 'valid',
    (error: { reason?: string; option?: string }) => error.reason ?? `option ${error.option}`,
  );
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the vectors of Standard Webhooks', () => {
  it.each(vectors.vectors)('$n $name: $expect', async (vector) => {
    const rawBody =
      vector.payloadHex === undefined ? (vector.payload ?? '') : Buffer.from(vector.payloadHex, 'hex');
    const headers = vector.headers as Record<string, string>;
    const found = await verdict(rawBody, headers, { secrets: vector.secret, now: vector.now * 1000 });
    expect(found.replaceAll('_', '-')).toBe(vector.expect);
  });
});

describe('the window', () => {
  const at = async (skewS: number, more: Partial<VerifyOptions> = {}): Promise<string> =>
    verdict(body, await signed({ timestamp: nowS + skewS }), { ...options, ...more });

  it.each([
    [-301, 'timestamp_too_old'],
    [-300, 'valid'],
    [0, 'valid'],
    [300, 'valid'],
    [301, 'timestamp_too_new'],
  ])('takes a signature made %d s from now as %s', async (skew, expected) => {
    expect(await at(skew)).toBe(expected);
  });

  it('counts in whole seconds, as the sender does', async () => {
    expect(await at(-300, { now: now + 999 })).toBe('valid');
    expect(await at(-300, { now: now + 1000 })).toBe('timestamp_too_old');
  });

  it('is as wide as toleranceMs says, down to nothing', async () => {
    expect(await at(-10, { toleranceMs: 10_000 })).toBe('valid');
    expect(await at(-11, { toleranceMs: 10_000 })).toBe('timestamp_too_old');
    expect(await at(0, { toleranceMs: 0 })).toBe('valid');
    expect(await at(1, { toleranceMs: 0 })).toBe('timestamp_too_new');
  });

  it.each([NaN, -1, Infinity])('refuses a tolerance of %d, which would be no window', async (toleranceMs) => {
    expect(await at(0, { toleranceMs })).toBe('option toleranceMs');
  });

  it.each([
    ['a date', new Date(now)],
    ['a number', now],
    ['a function', () => now],
  ])('reads its clock from %s', async (_, clock) => {
    expect(await at(-300, { now: clock })).toBe('valid');
    expect(await at(-301, { now: clock })).toBe('timestamp_too_old');
  });

  it('refuses a clock that gives no time', async () => {
    expect(await at(0, { now: () => NaN })).toBe('option now');
  });

  it('reads the clock of the machine where none is given', async () => {
    vi.spyOn(Date, 'now').mockReturnValue(now);
    expect(await verdict(body, await signed(), { secrets: secret })).toBe('valid');
  });
});

describe('the timestamp', () => {
  it.each([
    `${nowS}abc`,
    `${nowS}.0`,
    `${nowS}e0`,
    ` ${nowS}`,
    `0${nowS}`,
    `+${nowS}`,
    `-${nowS}`,
    '0x69249d00',
    '１７６４００００００',
    'NaN',
    'Infinity',
    '9'.repeat(16),
    '9'.repeat(10_000),
  ])('refuses %j as not a whole number', async (timestamp) => {
    const headers = { ...(await signed()), 'webhook-timestamp': timestamp };
    expect(await verdict(body, headers, options)).toBe('invalid_timestamp');
  });

  it('takes milliseconds for a time far in the future', async () => {
    const headers = { ...(await signed()), 'webhook-timestamp': String(now) };
    expect(await verdict(body, headers, options)).toBe('timestamp_too_new');
  });

  it('is covered by the signature', async () => {
    const headers = { ...(await signed()), 'webhook-timestamp': String(nowS + 1) };
    expect(await verdict(body, headers, options)).toBe('invalid_signature');
  });
});

describe('the signatures', () => {
  const wrong = `v1,${'A'.repeat(43)}=`;

  it('looks at sixteen, whichever is right', async () => {
    const right = (await signed())['webhook-signature'];
    for (const place of [0, 7, 15]) {
      const list = Array.from({ length: 16 }, (_, index) => (index === place ? right : wrong));
      const headers = { ...(await signed()), 'webhook-signature': list.join(' ') };
      expect(await verdict(body, headers, options)).toBe('valid');
    }
  });

  it.each([17, 10_000])('refuses %d of them, though one is right', async (count) => {
    const sign = vi.spyOn(crypto.subtle, 'sign');
    const headers = await signed();
    headers['webhook-signature'] += ` ${Array.from({ length: count - 1 }, () => wrong).join(' ')}`;
    sign.mockClear();
    expect(await verdict(body, headers, options)).toBe('too_many_signatures');
    expect(sign).not.toHaveBeenCalled();
  });

  it.each(['v2,', 'v1a,', 'V1,', 'v1', ''])('does not take a signature of version %j', async (version) => {
    const headers = await signed();
    headers['webhook-signature'] = headers['webhook-signature'].replace('v1,', version);
    expect(await verdict(body, headers, options)).toBe('invalid_signature');
  });

  it('takes one spelling of a signature only', async () => {
    const headers = await signed();
    const signature = headers['webhook-signature'];
    const last = signature.at(-2) ?? '';
    // The last character carries two spare bits: this one decodes to the same bytes.
    const twin = String.fromCharCode(last.charCodeAt(0) + 1);
    expect(Buffer.from(`${signature.slice(3, -2)}${twin}=`, 'base64')).toEqual(
      Buffer.from(signature.slice(3), 'base64'),
    );
    for (const spelling of [`${signature.slice(0, -2)}${twin}=`, signature.slice(0, -1), `${signature}=`]) {
      headers['webhook-signature'] = spelling;
      expect(await verdict(body, headers, options)).toBe('invalid_signature');
    }
  });

  it('refuses a signature with any one character changed', async () => {
    const headers = await signed();
    const signature = headers['webhook-signature'];
    for (let i = 3; i < signature.length; i++) {
      const changed = signature[i] === 'A' ? 'B' : 'A';
      headers['webhook-signature'] = signature.slice(0, i) + changed + signature.slice(i + 1);
      expect(await verdict(body, headers, options)).toBe('invalid_signature');
    }
  });

  it('covers the id', async () => {
    expect(await verdict(body, { ...(await signed()), 'webhook-id': 'dlv_2' }, options)).toBe(
      'invalid_signature',
    );
  });
});

describe('the secrets', () => {
  it('takes the old and the new one while they rotate', async () => {
    const secrets = [otherSecret, secret];
    expect(await verdict(body, await signed({ secret }), { now, secrets })).toBe('valid');
    expect(await verdict(body, await signed({ secret: otherSecret }), { now, secrets })).toBe('valid');
    expect(await verdict(body, await signed({ secret: secrets }), { now, secrets: secret })).toBe('valid');
  });

  it('refuses the old one once it is gone', async () => {
    expect(await verdict(body, await signed({ secret: otherSecret }), options)).toBe('invalid_signature');
  });

  it('imports a secret once', async () => {
    const fresh = `whsec_${Buffer.from('a secret of this test alone').toString('base64')}`;
    const importKey = vi.spyOn(crypto.subtle, 'importKey');
    const headers = await signed({ secret: fresh });
    for (let i = 0; i < 3; i++) await verifySignature(body, headers, { secrets: fresh, now });
    expect(importKey).toHaveBeenCalledTimes(1);
  });

  it('keeps a bounded number of keys', async () => {
    const secrets = Array.from({ length: 65 }, (_, i) =>
      Buffer.from(`another secret ${i}`).toString('base64'),
    );
    const [first = ''] = secrets;
    const headers = await signed({ secret: first });
    await verifySignature(body, headers, { secrets: first, now });
    for (const secret of secrets.slice(1)) await verdict(body, headers, { secrets: secret, now });
    const importKey = vi.spyOn(crypto.subtle, 'importKey');
    await verifySignature(body, headers, { secrets: first, now });
    expect(importKey).toHaveBeenCalledTimes(1);
  });

  it('verifies with more secrets than it keeps keys of', async () => {
    const secrets = Array.from({ length: 130 }, (_, i) =>
      Buffer.from(`secret number ${i}`).toString('base64'),
    );
    const headers = await signed({ secret: secrets.at(0) ?? '' });
    expect(await verdict(body, headers, { secrets, now })).toBe('valid');
    expect(await verdict(body, headers, { secrets: secrets.slice(1), now })).toBe('invalid_signature');
    expect(await verdict(body, headers, { secrets: secrets.slice(0, 1), now })).toBe('valid');
  });
});

describe('the body', () => {
  const bytes = new TextEncoder().encode(body);
  const padded = new Uint8Array(bytes.length + 9);
  padded.set(bytes, 5);

  it.each([
    ['text', body],
    ['a Uint8Array', bytes],
    ['a Buffer', Buffer.from(body)],
    ['an ArrayBuffer', Uint8Array.from(bytes).buffer],
    ['a DataView', new DataView(padded.buffer, 5, bytes.length)],
    ['a part of a larger buffer', padded.subarray(5, 5 + bytes.length)],
  ])('is verified as %s', async (_, rawBody) => {
    expect(await verdict(rawBody, await signed(), options)).toBe('valid');
    const delivery = await verifySignature(rawBody, await signed(), options);
    expect(Buffer.from(delivery.body).toString()).toBe(body);
  });

  it('may be empty', async () => {
    expect(await verdict('', await signed({ body: '' }), options)).toBe('valid');
    expect(await verdict(new Uint8Array(), await signed({ body: '' }), options)).toBe('valid');
  });

  it('is compared byte by byte, also where it is no UTF-8', async () => {
    const [one, other] = [Uint8Array.of(0x22, 0xfe, 0x22), Uint8Array.of(0x22, 0xff, 0x22)];
    expect(await verdict(one, await signed({ body: one }), options)).toBe('valid');
    expect(await verdict(other, await signed({ body: one }), options)).toBe('invalid_signature');
  });

  it.each([
    ['text', 'a'.repeat(1_000_000)],
    ['text of wide characters', `${'€'.repeat(333_333)}a`],
    ['bytes', new Uint8Array(1_000_000)],
    ['5 MB', new Uint8Array(5_000_000)],
  ])('of 1 MB is refused before anything is computed over it: %s', async (_, rawBody) => {
    const headers = await signed({ body: rawBody });
    const sign = vi.spyOn(crypto.subtle, 'sign');
    expect(await verdict(rawBody, headers, options)).toBe('body_too_large');
    expect(sign).not.toHaveBeenCalled();
  });

  it('of one byte less is verified', async () => {
    const rawBody = new Uint8Array(999_999);
    expect(await verdict(rawBody, await signed({ body: rawBody }), options)).toBe('valid');
  });

  it('has the limit that bodyLimitBytes says', async () => {
    const headers = await signed({ body: 'four' });
    expect(await verdict('four', headers, { ...options, bodyLimitBytes: 5 })).toBe('valid');
    expect(await verdict('four', headers, { ...options, bodyLimitBytes: 4 })).toBe('body_too_large');
    expect(await verdict('four', headers, { ...options, bodyLimitBytes: NaN })).toBe('option bodyLimitBytes');
  });

  it.each([[{ id: 'evt_1' }], [[1, 2]], [undefined], [null], [42]])(
    'that is %j was parsed too early, and the error says what to do',
    async (parsed) => {
      const attempt = verifySignature(parsed as unknown as string, await signed(), options);
      await expect(attempt).rejects.toMatchObject({ name: 'ConfigurationError', option: 'rawBody' });
      await expect(attempt).rejects.toThrow(/express\.raw.*rawBody: true.*arrayBuffer/);
    },
  );
});

describe('the delivery', () => {
  it('tells its id, when it was signed, and the bytes', async () => {
    const delivery = await verifySignature(body, await signed(), options);
    expect(delivery).toEqual({ id: 'dlv_1', signedAt: new Date(now), body: new TextEncoder().encode(body) });
  });
});
