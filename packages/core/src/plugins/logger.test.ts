import { describe, expect, it } from 'vitest';
import { bench } from '../client/client.test-data.ts';
import { problem, refused, sent } from '../client/scripted-fetch.test-data.ts';
import { logger, type LoggerOptions } from './logger.ts';
import { apiKey, deepFreeze, json, testClient, to } from './test-client.test-data.ts';

type Level = 'debug' | 'info' | 'warn' | 'error';

/** A logger that keeps its lines, and is one only as a method of its object. */
class Lines {
  readonly all: string[] = [];
  debug = (line: string) => this.write('debug', line);
  info = (line: string) => this.write('info', line);
  warn = (line: string) => this.write('warn', line);
  error(line: string) {
    this.write('error', line);
  }
  write(level: Level, line: string) {
    this.all.push(`${level} ${line}`);
  }
}

const message = { to, from: '+447700900456', body: 'canary text of a message', reference: 'order-7' };

function logging(options: LoggerOptions = {}) {
  const lines = new Lines();
  return { lines: lines.all, plugins: [logger(lines, { clock: { now: () => 0 }, ...options })] };
}

describe('logger', () => {
  it('writes how a call begins and ends, without numbers and texts', async () => {
    const { lines, plugins } = logging();
    const { chatti } = testClient({ plugins });
    await chatti.messages.send(deepFreeze(message));
    const about = 'to=[number] from=[number] body="[24 characters]"';
    expect(lines).toEqual([
      `debug messages.send begins ${about} reference=order-7`,
      `info messages.send done ${about} reference=order-7 attempts=1 status=200 ms=0`,
    ]);
  });

  it('shows numbers and texts where asked to, each on its own', async () => {
    const numbers = logging({ numbers: true });
    await testClient({ plugins: numbers.plugins }).chatti.messages.send(message);
    expect(numbers.lines[0]).toContain(`to=${to} from=+447700900456 body="[24 characters]"`);
    const texts = logging({ texts: true });
    await testClient({ plugins: texts.plugins }).chatti.messages.send(message);
    expect(texts.lines[0]).toContain('to=[number] from=[number] body="canary text of a message"');
  });

  it('shows a sender ID, which is no number', async () => {
    const { lines, plugins } = logging();
    await testClient({ plugins }).chatti.messages.send({ ...message, from: 'Acme' });
    expect(lines[0]).toContain('from=Acme');
  });

  it('keeps numbers, texts and keys out of everything, whatever the server and the caller put where', async () => {
    const { lines, plugins } = logging();
    const media = [{ filename: 'canary.png', content: 'Y2FuYXJ5' }];
    const canaries = { ...message, media, subject: 'canary subject', metadata: { note: 'canary note' } };
    const echo = { code: 'no_luck', message: `no ${to} ${apiKey} canary text of a message` };
    const { chatti } = testClient({ plugins }, () =>
      json(echo, { status: 400, headers: { 'x-request-id': to } }),
    );
    const failed = (call: Promise<unknown>) => call.catch(() => undefined);
    await failed(chatti.messages.send({ ...canaries, reference: `${to} canary text of a message` }));
    await failed(
      chatti.messages.sendBatch({
        body: 'canary default',
        messages: [{ to, reference: 'x' }],
        reference: to,
      }),
    );
    await failed(chatti.optOuts.get({ number: to }));
    await failed(chatti.messages.list({ to }));
    await failed(chatti.request({ path: `/numbers/${encodeURIComponent(to)}`, query: { canary: to } }));
    expect(lines.length).toBeGreaterThan(9);
    const all = lines.join('\n');
    for (const secret of [to.slice(1), '447700900456', 'canary', 'Y2FuYXJ5', apiKey])
      expect(all).not.toContain(secret);
  });

  it.each([
    [400, 'warn', 'rejected'],
    [503, 'error', 'unknown'],
  ])('tells of a reply of status %i at level %s, with its outcome', async (status, level, outcome) => {
    const { lines, plugins } = logging();
    const { chatti } = testClient({ plugins }, () => json({ code: 'no_luck' }, { status }));
    await chatti.messages.send(message).catch(() => undefined);
    expect(lines[1]).toMatch(
      new RegExp(`^${level} messages.send failed .*outcome=${outcome} error=ApiError code=no_luck `),
    );
  });

  it('tells of each attempt that is followed by another', async () => {
    const { lines, plugins } = logging();
    const limited = problem(429, 'rate_limited', { 'retry-after': '2' });
    const { chatti, clock } = bench([refused, limited, sent], { plugins });
    await clock.until(chatti.messages.send(message));
    const levels = lines.map((line) => line.split(' ', 1)[0]);
    expect(levels).toEqual(['debug', 'warn', 'warn', 'info']);
    expect(lines[2]).toContain('failure="rate limited, status 429" waits_ms=2000 attempts=2 status=429');
    expect(lines[3]).toContain('attempts=3 status=200');
  });

  it('counts the messages of a batch, and does not list them', async () => {
    const { lines, plugins } = logging();
    const { chatti } = testClient({ plugins });
    await chatti.messages.sendBatch({ messages: [message, { ...message, to: '+447700900789' }] });
    expect(lines[1]).toContain('messages.sendBatch done messages=2');
    expect(lines.join()).not.toContain('to=');
  });

  it('does not change a call by failing', async () => {
    const broken = () => {
      throw new Error('disk full');
    };
    const plugins = [logger({ debug: broken, info: broken, warn: broken, error: broken })];
    const { chatti } = testClient({ plugins });
    expect(await chatti.messages.send(message)).toMatchObject({ id: 'msg_1' });
  });

  it('tells of a stranger’s failure without its words', async () => {
    const { lines, plugins } = logging();
    const stranger = { name: 'stranger', wrap: () => Promise.reject(new Error('canary')) };
    const { chatti } = testClient({ plugins: [...plugins, stranger] });
    await chatti.messages.send(message).catch(() => undefined);
    expect(lines[1]).toContain('warn messages.send failed');
    expect(lines[1]).toContain('outcome=not_sent error=PluginError message="the plugin stranger failed"');
    expect(lines.join()).not.toContain('canary');
  });
});
