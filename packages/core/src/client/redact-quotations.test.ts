import { describe, expect, it } from 'vitest';
import { bench, hello } from './client.test-data.ts';
import { redactQuotations } from './redact-quotations.ts';
import { bodyText, reply, type Step, textReply } from './scripted-fetch.test-data.ts';

const text = 'Say "Guten Morgen" & <b>bye</b> to\nO\'Brien\'s   Größe \u{1f600}, 50% off';
const json = JSON.stringify(text);

describe('a quotation', () => {
  it.each([
    ['as it is', text],
    ['in a JSON body', `{"to":"x","body":${json}}`],
    ['in a JSON body that is quoted once more', JSON.stringify(`{"body":${json}}`)],
    [
      'in a page',
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    ],
    ['in a URL', encodeURIComponent(text)],
    ['without runs of space', text.replaceAll(/\s+/g, ' ')],
    ['cut short', `${text.slice(0, 30)}…`],
  ])('%s is taken out', (_case, quoted) => {
    const clean = redactQuotations([text])(`The text "${quoted}" is refused.`);
    expect(clean).toMatch(/^The text "/);
    expect(clean).not.toMatch(/morgen|brien|gr\S*e\b|bye|50%|off/i);
    expect(clean).toMatch(/is refused\.$/);
  });

  it('of a short text is one only where it is a word', () => {
    const redact = redactQuotations(['rate', 'test', 'No']);
    expect(redact('rate_limited: the latest test. No, a rate')).toBe(
      'rate_limited: the latest [redacted]. No, a [redacted]',
    );
  });

  it('leaves everything else as it is', () => {
    expect(redactQuotations([text])('The sender is not allowed.\n  Line 2')).toBe(
      'The sender is not allowed.\n  Line 2',
    );
    expect(redactQuotations([])('Anything')).toBe('Anything');
    expect(redactQuotations(['<b><i>', '', 'abc'])('abc is <i>')).toBe('abc is <i>');
  });

  it('takes out two of them, and what lies between stays', () => {
    const redact = redactQuotations(['The first of the texts', 'Another text altogether']);
    expect(redact('"The first of the texts" or "Another text altogether"?')).toBe(
      '"[redacted]" or "[redacted]"?',
    );
  });

  it('takes whole texts out of however many', () => {
    const many = Array.from({ length: 2000 }, (_, index) => `Number ${index}: ${'x'.repeat(1500)}`);
    expect(redactQuotations(many)(`bad: ${many[1999]}`)).toBe('bad: [redacted]');
  });
});

describe('an error', () => {
  const long = `Dear customer ${'\u{1f600}'.repeat(1500)}`;
  const echoes: readonly (readonly [string, Step])[] = [
    ['the body in a sentence', (init) => reply(400, { message: `bad request: ${bodyText(init)}` })(init)],
    ['the body in a page', (init) => textReply(400, `<pre>${bodyText(init)}</pre>`)(init)],
    [
      'a part of the text',
      (init) => {
        const { body } = JSON.parse(bodyText(init)) as { body: string };
        return reply(400, { message: `"${body.slice(0, 25)}…" is refused`, code: body })(init);
      },
    ],
  ];

  it.each(echoes)('does not repeat %s', async (_case, step) => {
    for (const body of [text, long]) {
      const { chatti, clock } = bench([step]);
      const error = await clock.failureOf(chatti.messages.send({ ...hello, body }));
      expect(JSON.stringify([String(error), error])).not.toMatch(/Morgen|customer|\u{1f600}/u);
    }
  });

  it('keeps a code that says the outcome, whatever the text is', async () => {
    const { chatti, clock } = bench([reply(400, { code: 'idempotency_key_in_use' })], {
      idempotencyKeys: true,
    });
    const body = 'Alert: idempotency_key_in_use at the till';
    const error = await clock.failureOf(chatti.messages.send({ ...hello, body }));
    expect(error).toMatchObject({ code: 'idempotency_key_in_use', outcome: 'unknown' });
  });
});
