import { describe, expect, it } from 'vitest';
import { bench, hello } from './client.test-data.ts';
import { ends, HOSTILE_LENGTH } from '../rules/ends.test-data.ts';
import type { Warning } from './options.ts';
import { problem, refused, reply, sent, textReply } from './scripted-fetch.test-data.ts';
import { responseOf, type ResponseInfo } from './response-of.ts';
import { warningsAbout } from './warnings.ts';

async function warningsOf(body: string): Promise<string[]> {
  const warnings: Warning[] = [];
  const { chatti, clock, fetch } = bench([sent], { onWarning: (warning) => warnings.push(warning) });
  await clock.until(chatti.messages.send({ ...hello, body }));
  expect(fetch.seen).toHaveLength(1);
  for (const { field, message } of warnings) expect([field, message.includes(body)]).toEqual(['body', false]);
  return warnings.map(({ code }) => code);
}

describe('onWarning', () => {
  it.each([
    ['Hello there', []],
    ['Zwölf Äpfel: 3 €', []],
    ['Привет', []],
    ['👨‍👩‍👧‍👦', []],
    ['It’s ready', ['unicode_encoding']],
    ['https://\u0430\u0440\u0440\u04cf\u0435.com', ['doubtful_link']],
    ['https://ok.com/\u202egpj.exe', ['unicode_encoding', 'hidden_characters', 'doubtful_link']],
    ['a\u200bb', ['hidden_characters']],
    ['Stop: {OptOutURL}', []],
    ['Stop: {optouturl}', ['tag_not_replaced']],
    ['Stop: {opt_out_url} {OptOutURL}', ['tag_not_replaced']],
  ])('says of %j: %j', async (body, codes) => {
    expect(await warningsOf(body)).toEqual(codes);
  });

  it('names the item of a batch', async () => {
    const fields: string[] = [];
    const { chatti, clock } = bench([reply(200, { data: [] })], {
      onWarning: ({ field }) => fields.push(field),
    });
    await clock.until(chatti.messages.sendBatch({ messages: [hello, { ...hello, body: 'It’s ready' }] }));
    expect(fields).toEqual(['messages[1].body']);
  });

  it('that throws ends the call before anything is sent', async () => {
    const onWarning = (): never => {
      throw new Error('warnings are errors here');
    };
    const { chatti, clock, fetch } = bench([sent], { onWarning });
    const error = await clock.failureOf(chatti.messages.send({ ...hello, body: 'It’s ready' }));
    expect(error).toMatchObject({ name: 'PluginError', plugin: 'onWarning', outcome: 'not_sent' });
    expect(fetch.seen).toHaveLength(0);
  });

  it('looks at the longest text of links to its end', () => {
    for (const part of ['{OptOutURL}', 'http://', 'www.', '{ opt', '\u200b'])
      ends(() => [...warningsAbout({ body: part.repeat(HOSTILE_LENGTH / part.length) })]);
  });
});

describe('the reply behind a value', () => {
  it('is told of any result, and of nothing else', async () => {
    const { chatti } = bench([
      reply(201, { id: 'm_1' }, { 'x-request-id': 'req_9', 'x-ratelimit-remaining': '7' }),
    ]);
    const message = await chatti.messages.send(hello);
    expect(responseOf(message)).toMatchObject({ status: 201, requestId: 'req_9' });
    expect(responseOf(message)?.headers.get('x-ratelimit-remaining')).toBe('7');
    expect(Object.keys(message)).not.toContain('response');
    for (const other of [{ ...message }, null, undefined, 'text']) expect(responseOf(other)).toBeUndefined();
  });

  it('is told to onResponse also without a value and in failure, once', async () => {
    const told: (number | undefined)[] = [];
    const onResponse = ({ status }: ResponseInfo): void => void told.push(status);
    const gone = bench([textReply(204, null)]);
    await gone.chatti.webhooks.delete({ id: 'w' }, { onResponse });
    const failing = bench([problem(503, 'unavailable'), problem(404, 'not_found')]);
    await failing.clock.failureOf(failing.chatti.messages.get({ id: 'm' }, { onResponse }));
    const silent = bench([refused]);
    await silent.clock.failureOf(silent.chatti.messages.send(hello, { onResponse }));
    expect(told).toEqual([204, 404]);
  });

  it('an onResponse that throws does not make a sent message look unsent', async () => {
    const { chatti } = bench([sent]);
    const onResponse = (): never => {
      throw new Error('broken');
    };
    expect((await chatti.messages.send(hello, { onResponse })).id).toBe('m_1');
  });

  it.each([200, 201, 202])('%i is a success', async (status) => {
    const { chatti } = bench([reply(status, { id: 1 })]);
    expect((await chatti.messages.send(hello)).id).toBe('1');
  });
});
