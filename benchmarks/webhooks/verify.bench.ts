/**
 * The claim: with 32 deliveries at once, verifying one and reading its event takes at most 2.5 times what the platform's
 * own Web Crypto and JSON.parse take alone; and 100 kB are verified at least twice as fast as by standardwebhooks and
 * svix.
 *
 * A single delivery of ordinary size takes these two some tens of microseconds less: their SHA-256 is JavaScript on the
 * caller's thread, while Web Crypto hands each HMAC to another thread, however short the body is.
 */
import { signWebhook, verifySignature, verifyWebhook } from '@chatti/core/webhooks';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { median } from '../measure.ts';
import { report } from '../report.ts';

interface Candidate {
  name: string;
  run: (body: Uint8Array, headers: Record<string, string>) => unknown;
}

const AT_ONCE = 32;
const MOST_OF_PLATFORM = 2.5;
const LEAST_OF_PEERS = 2;

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const standard = new StandardWebhook(secret);
const svix = new SvixWebhook(secret);

const key = await crypto.subtle.importKey(
  'raw',
  Buffer.from(secret.slice('whsec_'.length), 'base64'),
  { name: 'HMAC', hash: 'SHA-256' },
  false,
  ['sign'],
);
const decoder = new TextDecoder();

async function platformAlone(body: Uint8Array): Promise<unknown> {
  const mac = await crypto.subtle.sign('HMAC', key, Uint8Array.from(body));
  return mac.byteLength === 32 ? JSON.parse(decoder.decode(body)) : undefined;
}

/** The peers take a `Buffer` and read the JSON, but not its fields. svix leaves the JSON to its caller. */
const asBuffer = (body: Uint8Array): Buffer => Buffer.from(body.buffer, body.byteOffset, body.byteLength);
const platform = 'Web Crypto and JSON.parse alone';
const candidates: Candidate[] = [
  { name: '@chatti/core', run: (body, headers) => verifyWebhook(body, headers, { secrets: secret }) },
  {
    name: '@chatti/core, signature only',
    run: (body, headers) => verifySignature(body, headers, { secrets: secret }),
  },
  { name: platform, run: platformAlone },
  { name: 'standardwebhooks', run: (body, headers) => standard.verify(asBuffer(body), headers) },
  { name: 'svix', run: (body, headers) => svix.verify(asBuffer(body), headers) },
];

const texts = [
  { name: 'one message, 160 characters', characters: 160 },
  { name: 'one message, 1570 characters', characters: 1570 },
  { name: '100 kB', characters: 100_000 },
];

function eventOf(characters: number): Uint8Array {
  const body = 'The quick brown fox jumps over the lazy dog. '.repeat(characters).slice(0, characters);
  const time = '2026-01-31T12:00:00Z';
  const message = {
    id: 'msg_1',
    type: 'sms',
    direction: 'outbound',
    status: 'delivered',
    to: '+12025550100',
    from: 'Acme',
    body,
    body_template: null,
    characters,
    encoding: 'GSM-7',
    segments: 1,
    media: [],
    subject: null,
    reference: 'order-1',
    metadata: {},
    price: '0.0421',
    currency: 'USD',
    error: null,
    in_reply_to: null,
    created_at: time,
    updated_at: time,
    scheduled_at: null,
    sent_at: time,
    delivered_at: time,
    received_at: null,
  };
  const event = { id: 'evt_1', type: 'message.delivered', timestamp: time, data: { message } };
  return new TextEncoder().encode(JSON.stringify(event));
}

/** The median time of one run in microseconds, the candidates in turns. */
async function timesOf(body: Uint8Array): Promise<number[]> {
  const headers = await signWebhook({ id: 'dlv_1', timestamp: new Date(), body, secret });
  const rounds: number[][] = candidates.map(() => []);
  for (let round = -2; round < 11; round++) {
    for (const [index, { run }] of candidates.entries()) {
      let runs = 0;
      const start = performance.now();
      do {
        await Promise.all(Array.from({ length: AT_ONCE }, () => run(body, headers)));
        runs += AT_ONCE;
      } while (performance.now() - start < 40);
      if (round >= 0) rounds[index]?.push(((performance.now() - start) / runs) * 1000);
    }
  }
  return rounds.map(median);
}

for (const { name, characters } of texts) {
  const body = eventOf(characters);
  const times = await timesOf(body);
  const results = candidates.map((candidate, index) => ({
    name: candidate.name,
    figure: times[index] ?? Number.NaN,
  }));
  const figureOf = (name: string): number =>
    results.find((result) => result.name === name)?.figure ?? Number.NaN;
  const own = figureOf('@chatti/core');
  const peers = Math.min(figureOf('standardwebhooks'), figureOf('svix'));
  report({
    title: `Verifying a webhook, ${name} (${body.length.toLocaleString('en')} bytes), ${AT_ONCE} at once`,
    unit: 'µs',
    base: '@chatti/core',
    candidates: results,
    claims: [
      {
        text: `Verifying and reading ${name} takes little more than the platform's own work`,
        figure: own / figureOf(platform),
        aim: { atMost: MOST_OF_PLATFORM },
      },
      ...(characters < 100_000
        ? []
        : [
            {
              text: `${name} are verified faster than by the faster of standardwebhooks and svix`,
              figure: peers / own,
              aim: { atLeast: LEAST_OF_PEERS },
            },
          ]),
    ],
  });
}
