import type { Told } from './program.ts';

/** What the program tells wherever it runs. */
export const EXPECTED: Omit<Told, 'closed' | 'lost'> = {
  sends: {
    body: 'Your order is ready.',
    segments: 1,
    final: 'delivered',
    refused: { name: 'InputError', outcome: 'not_sent', code: undefined, attempts: 0, isNotSent: true },
    unknown: { name: 'ApiError', outcome: 'rejected', code: 'not_found', attempts: 1, isNotSent: true },
  },
  repeats: { send: 2, list: 3 },
  keyed: { status: 'queued', stored: 1 },
  limits: {
    timedOut: { name: 'TimeoutError', outcome: 'unknown', code: undefined, attempts: 1, isNotSent: false },
    aborted: { name: 'AbortError', outcome: 'not_sent', code: undefined, attempts: 0, isNotSent: true },
  },
  lists: { accepted: 120, different: 120 },
  plugins: { from: 'Acme Shoes', body: "It's ready!", encoding: 'GSM-7' },
  webhooks: { type: 'message.delivered', forged: 'invalid_signature', late: 'timestamp_too_old' },
  rules: {
    count: { encoding: 'UCS-2', characters: 10, units: 10, segments: 1 },
    parts: [153, 8],
    twin: "It's here!",
    number: '+447700900123',
    time: '2026-11-23T09:00:00.000Z',
  },
};
