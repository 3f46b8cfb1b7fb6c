import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SendMessage } from '../contract/send-message.ts';
import type { ChattiError } from '../errors/chatti-error.ts';
import { bench, hello } from './client.test-data.ts';
import { createChatti } from './create-chatti.ts';
import type { Warning } from './options.ts';
import { bodyText, textReply } from './scripted-fetch.test-data.ts';

interface Vector {
  readonly id: string;
  readonly area: string;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expect: string;
}

// Read by hand: not every bundler's JSON takes half of a surrogate pair. Each area of the file has its own shapes.
const file = JSON.parse(readFileSync(new URL('../../vectors/bad-inputs.json', import.meta.url), 'utf8'));
const all: readonly Vector[] = file.inputs;

/** Builds what the generators of the file stand for. */
function built(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('$repeat' in value) {
    const [text, times] = value.$repeat as [string, number];
    return text.repeat(times);
  }
  if ('$concat' in value) return (value.$concat as unknown[]).map(built).join('');
  return value;
}

function messageOf(input: Vector['input']): SendMessage {
  const [[field, value] = ['', undefined]] = Object.entries(input);
  // Wrong on purpose.
  if (field === 'media[0].url') return { ...hello, media: [{ url: value as string, filename: 'a.png' }] };
  return { ...hello, [field]: built(value) };
}

const messages = all.filter(({ area }) => ['to', 'body', 'media'].includes(area));
/** Doubtful only by its length: told by `messages.preview`, not before every send. */
const byLength = ['B030', 'B037', 'B038'];

describe('careless and hostile messages', () => {
  it.each(messages)('$id $area, $name: $expect', async ({ id, input, expect: outcome }) => {
    const warnings: Warning[] = [];
    const { chatti, clock, fetch } = bench([textReply(200, '{"id":"m"}')], {
      onWarning: (warning) => warnings.push(warning),
    });
    const call = chatti.messages.send(messageOf(input));
    if (outcome === 'input_error') {
      expect(await clock.failureOf(call)).toMatchObject({ name: 'InputError', outcome: 'not_sent' });
      expect(fetch.seen).toHaveLength(0);
      return;
    }
    await clock.until(call);
    const sent = JSON.parse(bodyText(fetch.seen[0]?.init));
    if (outcome === 'normalised') expect(sent.to).toBe('+821012345678');
    if (outcome === 'warning' && !byLength.includes(id)) expect(warnings).not.toEqual([]);
  });
});

describe('careless options', () => {
  const configs = all
    .filter(({ area }) => area === 'config')
    .flatMap((vector) =>
      Object.entries(vector.input).flatMap(([option, given]) =>
        [given].flat().map((value) => ({ ...vector, option, value })),
      ),
    );

  it.each(configs)('$id $name: $option $value is a $expect', ({ option, value, expect: outcome }) => {
    const wrong = typeof value === 'string' && /^(?:NaN|Infinity)$/.test(value) ? Number(value) : value;
    const make = (): unknown =>
      createChatti({ apiKey: 'secret_key', baseUrl: 'https://api.test/v1', [option]: wrong });
    if (outcome === 'accept') expect(make).not.toThrow();
    else expect(make).toThrow(expect.objectContaining({ name: 'ConfigurationError', option }));
  });
});

describe('careless servers', () => {
  interface Reply {
    readonly status: number;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  }
  const replies = all.filter(({ area }) => area === 'response');

  it.each(replies)('$id $name: $expect', async ({ input, expect: outcome }) => {
    // The replies of the file have this shape.
    const { status, headers = {}, body = '' } = input as unknown as Reply;
    const { chatti, clock, fetch } = bench([textReply(status, body, headers)]);
    const error = (await clock.failureOf(chatti.messages.send(hello))) as ChattiError;
    expect(error.reference).toMatch(/./);
    if (outcome === 'outcome_unknown' || outcome === 'api_error')
      expect([error.outcome, fetch.seen.length]).toEqual(['unknown', 1]);
    if (outcome === 'refused') expect([error.name, fetch.seen.length]).toEqual(['ApiError', 1]);
    if (outcome === 'api_error_retry_after')
      expect(error).toMatchObject({ retryAfterMs: 86_400_000, attempts: { length: 1 } });
    if (outcome === 'retried') expect(fetch.seen).toHaveLength(3);
  });
});
