import { chattiV1, createChatti, createClient, defineContract, type Plugin } from '@chatti/core';
import {
  appendOptOutLink,
  callingCodeAllowList,
  defaultSender,
  logger,
  marketingCheck,
  type MarketingWarning,
  rateLimit,
  segmentLimit,
  smartEncoding,
} from '@chatti/core/plugins';
import { tracing } from '@chatti/core/tracing';
import { createSandbox } from '@chatti/sandbox';
import { expect, it } from 'vitest';

const to = '+447700900123';

it('all plugins provided, with one of a stranger among them, act together in the sandbox', async () => {
  await using sandbox = createSandbox({ clock: 'manual' });
  const { apiKey, baseUrl, fetch } = sandbox;
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const warnings: MarketingWarning[] = [];
  const shout: Plugin = {
    name: 'shout',
    wrap: (call, next) =>
      call.name === 'messages.send' ? next({ ...call.input, body: `${call.input.body ?? ''}!` }) : next(),
  };
  const plugins = [
    logger({ debug: write, info: write, warn: write, error: write }),
    defaultSender('Acme'),
    shout,
    smartEncoding(),
    appendOptOutLink({ label: 'Stop:', only: ({ metadata }) => metadata?.['kind'] === 'marketing' }),
    marketingCheck({
      only: ({ metadata }) => metadata?.['kind'] === 'marketing',
      onWarning: (one) => warnings.push(one),
    }),
    callingCodeAllowList(['44']),
    rateLimit({ perSecond: 1000 }),
    segmentLimit({ segments: 8, per: 'day' }),
    tracing(),
  ];
  const chatti = createChatti({ apiKey, baseUrl, fetch, plugins });
  const metadata = { kind: 'marketing' };

  const sent = await chatti.messages.send({ to, body: 'It’s on', metadata });
  expect(sent).toMatchObject({
    from: 'Acme',
    body_template: "It's on! Stop: {OptOutURL}",
    encoding: 'GSM-7',
    segments: 1,
  });
  const { data } = await chatti.messages.sendBatch({
    body: 'It’s you',
    messages: [{ to }, { to, metadata }],
  });
  expect(data?.map(({ message }) => message?.body_template ?? message?.body)).toEqual([
    "It's you",
    "It's you Stop: {OptOutURL}",
  ]);
  expect(await chatti.messages.preview({ to, body: 'It’s you' })).toMatchObject({
    encoding: 'GSM-7',
    errors: [],
  });

  const walk = [to, '+353861234567', to].map((number) => ({ to: number, body: 'Hi' }));
  const outcomes: string[] = [];
  for await (const { outcome } of chatti.messages.sendMany(walk)) outcomes.push(outcome);
  expect(outcomes).toEqual(['accepted', 'not_sent', 'accepted']);

  const costly = chatti.messages.send({ to, body: 'x'.repeat(700) });
  await expect(costly).rejects.toMatchObject({ name: 'LimitError', outcome: 'not_sent' });
  expect((await chatti.messages.list()).total).toBe(5);
  expect(warnings).toEqual([]);
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.join('\n')).not.toMatch(/7700900123|353861234567|It.s/);
});

it('rateLimit waits as long as the sandbox asks after a 429', async () => {
  await using sandbox = createSandbox({ clock: 'manual', account: { rateLimit: { limit: 3, periodS: 60 } } });
  const timers: { at: number; task: () => void }[] = [];
  let now = 0;
  const clock = {
    now: () => now,
    after(ms: number, task: () => void) {
      timers.push({ at: now + ms, task });
      return () => undefined;
    },
  };
  const { apiKey, baseUrl, fetch } = sandbox;
  const plugins = [rateLimit({ perSecond: 100, clock })];
  const chatti = createChatti({ apiKey, baseUrl, fetch, plugins, retryLimit: 0 });
  for (let i = 0; i < 3; i++) await chatti.account.get();
  const error = await chatti.account.get().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ status: 429 });
  const held = chatti.account.get();
  const [timer] = timers;
  expect(timer?.at).toBe((error as { retryAfterMs?: number }).retryAfterMs);
  now = timer?.at ?? 0;
  await sandbox.clock.advance(now);
  timer?.task();
  expect(await held).toHaveProperty('id');
});

it('those that know no message go with any contract, the others with one that has messages', async () => {
  const { account, messages } = chattiV1;
  await using sandbox = createSandbox();
  const { apiKey, baseUrl, fetch } = sandbox;
  const quiet = { debug: () => 0, info: () => 0, warn: () => 0, error: () => 0 };
  const general = [logger(quiet), rateLimit({ perSecond: 100 }), tracing()];
  const small = createClient(defineContract({ account }), { apiKey, baseUrl, fetch, plugins: general });
  expect(await small.account.get()).toHaveProperty('id');
  const larger = createClient(defineContract({ account, messages }), {
    apiKey,
    baseUrl,
    fetch,
    plugins: [...general, defaultSender('Acme')],
  });
  expect(await larger.messages.send({ to, body: 'Hi' })).toMatchObject({ from: 'Acme' });
});

it('a logger of any kind fits: the console does', () => {
  expect(logger(console)).toHaveProperty('name', 'logger');
});
