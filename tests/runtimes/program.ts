import { createChatti, isChattiError, isDefinitelyNotSent, type Chatti, type Message } from '@chatti/core';
import { defaultSender, rateLimit, smartEncoding } from '@chatti/core/plugins';
import { countSegments, parsePhoneNumber, parseTimestamp, segmentText, toGsm7 } from '@chatti/core/rules';
import { signWebhook, verifyWebhook } from '@chatti/core/webhooks';

/** What the program is told. Everything is JSON, since it may run in another process. */
export interface Place {
  /** Of a sandbox that listens. */
  readonly baseUrl: string;
  /** Of a port where no one listens. */
  readonly closedUrl: string;
  /** An empty page whose origin the sandbox lets in. */
  readonly pageUrl: string;
  /** Whether visitors could read the key here. */
  readonly isBrowser: boolean;
  /** A delivery as the sandbox posted it. */
  readonly delivery: {
    readonly body: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly secret: string;
  };
}

/** The keys of the accounts that the program uses: the sandbox has a fault in store for some of them. */
export const KEYS = {
  plain: 'plain',
  /** The next send is told 429. */
  limited: 'limited',
  /** The next two lists are told 503. */
  busy: 'busy',
  /** The next send is done, and the connection reset in place of its reply. */
  lost: 'lost',
  /** As `lost`, for a client with idempotency keys. */
  keyed: 'keyed',
  /** The next send is never answered. */
  silent: 'silent',
  listed: 'listed',
} as const;

/** What became of a call. */
export interface Fate {
  readonly name: string;
  readonly outcome: string | undefined;
  readonly code: string | undefined;
  readonly attempts: number | undefined;
  readonly isNotSent: boolean;
}

/** Why a webhook was refused. */
const reasonOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'reason' in error ? error.reason : String(error);

/** What a call rejects with, in words that fit into JSON. */
async function fateOf(call: Promise<unknown>): Promise<Fate> {
  const error: unknown = await call.then(
    () => new Error('it did not fail'),
    (failure: unknown) => failure,
  );
  const known = isChattiError(error) ? error : undefined;
  return {
    name: error instanceof Error ? error.name : typeof error,
    outcome: known?.outcome,
    code: known !== undefined && 'code' in known ? String(known.code) : undefined,
    attempts: known?.attempts.length,
    isNotSent: isDefinitelyNotSent(error),
  };
}

const message = { to: '+447700900123', from: 'Acme Shoes', body: 'Your order is ready.' };

/**
 * What an application does with core, in one run: it sends, meets failures, walks over a list, counts segments, checks a
 * webhook. What came of it is returned as plain values, for a test in another runtime.
 */
export async function run(place: Place) {
  const clientOf = (apiKey: string, baseUrl = place.baseUrl): Chatti =>
    createChatti({ apiKey, baseUrl, dangerouslyAllowBrowser: place.isBrowser });
  return {
    sends: await sends(clientOf(KEYS.plain)),
    repeats: await repeats(clientOf(KEYS.limited), clientOf(KEYS.busy)),
    lost: await lost(clientOf(KEYS.lost)),
    keyed: await keyed(clientOf(KEYS.keyed).withOptions({ idempotencyKeys: true })),
    limits: await limits(clientOf(KEYS.silent)),
    closed: await fateOf(clientOf(KEYS.plain, place.closedUrl).messages.send(message)),
    lists: await lists(clientOf(KEYS.listed)),
    plugins: await throughPlugins(clientOf(KEYS.plain)),
    webhooks: await webhooks(place.delivery),
    rules: rules(),
  };
}

/** What {@link run} tells. */
export type Told = Awaited<ReturnType<typeof run>>;

async function sends(chatti: Chatti) {
  const sent = await chatti.messages.send({ ...message, reference: 'order-1' });
  const read = await chatti.messages.get({ id: sent.id });
  const refused = await fateOf(chatti.messages.send({ ...message, to: '12' }));
  const unknown = await fateOf(chatti.messages.get({ id: 'msg_unknown' }));
  const final = await chatti.messages.waitFor(sent.id, { timeoutMs: 20_000 });
  return { body: read.body, segments: sent.segments, final: final.status, refused, unknown };
}

async function repeats(limited: Chatti, busy: Chatti) {
  const attemptsOf = async (call: (count: () => void) => Promise<unknown>): Promise<number> => {
    let attempts = 0;
    await call(() => void attempts++);
    return attempts;
  };
  const counting = (count: () => void) => ({
    name: 'counter',
    wrap: (call: { onAttempt(listener: () => void): void }, next: () => Promise<unknown>) => {
      call.onAttempt(count);
      return next();
    },
  });
  return {
    send: await attemptsOf((count) =>
      limited.withOptions({ plugins: [counting(count)] }).messages.send(message),
    ),
    list: await attemptsOf((count) => busy.withOptions({ plugins: [counting(count)] }).messages.list()),
  };
}

async function lost(chatti: Chatti) {
  const fate = await fateOf(chatti.messages.send({ ...message, reference: 'order-2' }));
  const { status } = await chatti.messages.reconcile('order-2');
  return { fate, found: status, stored: (await chatti.messages.list()).total };
}

async function keyed(chatti: Chatti) {
  const { status } = await chatti.messages.send(message);
  return { status, stored: (await chatti.messages.list()).total };
}

async function limits(silent: Chatti) {
  const timedOut = await fateOf(silent.messages.send(message, { timeoutMs: 500 }));
  const controller = new AbortController();
  controller.abort();
  const aborted = await fateOf(silent.messages.send(message, { signal: controller.signal }));
  return { timedOut, aborted };
}

async function lists(chatti: Chatti) {
  const messages = Array.from({ length: 120 }, (_, index) => ({ ...message, reference: `r${index}` }));
  let accepted = 0;
  for await (const { outcome } of chatti.messages.sendMany(messages)) if (outcome === 'accepted') accepted++;
  const references = new Set<Message['reference']>();
  for await (const { reference } of chatti.messages.listAll({ per_page: 50 })) references.add(reference);
  return { accepted, different: references.size };
}

async function throughPlugins(chatti: Chatti) {
  const plugins = [defaultSender('Acme Shoes'), smartEncoding(), rateLimit({ perSecond: 100 })];
  const own = chatti.withOptions({ plugins });
  const { from, body, encoding } = await own.messages.send({ to: message.to, body: 'It’s ready!' });
  return { from, body, encoding };
}

async function webhooks({ body, headers, secret }: Place['delivery']) {
  const event = await verifyWebhook(body, headers, { secrets: secret });
  const forged = await verifyWebhook(`${body} `, headers, { secrets: secret }).catch(reasonOf);
  const timestamp = new Date();
  const old = new Date(timestamp.getTime() - 3_600_000);
  const signed = await signWebhook({ id: 'dlv_1', timestamp: old, body, secret });
  const late = await verifyWebhook(body, signed, { secrets: secret }).catch(reasonOf);
  return { type: event.type, forged, late };
}

function rules() {
  return {
    count: countSegments('It’s here!'),
    parts: segmentText('x'.repeat(161)).parts.map(({ text }) => text.length),
    twin: toGsm7('It’s here!').text,
    number: parsePhoneNumber('44 7700 900-123'),
    time: parseTimestamp('next monday 9am', new Date('2026-11-22T12:00:00Z'))?.toISOString(),
  };
}
