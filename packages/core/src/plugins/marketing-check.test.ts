import { describe, expect, it } from 'vitest';
import { PluginError } from '../errors/plugin-error.ts';
import { appendOptOutLink } from './append-opt-out-link.ts';
import { marketingCheck, type MarketingWarning } from './marketing-check.ts';
import { deepFreeze, testClient, to } from './test-client.test-data.ts';

function checked(only?: Parameters<typeof marketingCheck>[0]['only']) {
  const warnings: MarketingWarning[] = [];
  return { warnings, plugin: marketingCheck({ only, onWarning: (warning) => void warnings.push(warning) }) };
}

describe('marketingCheck', () => {
  it.each([
    ['Sale', ['opt_out_missing']],
    ['Sale {optouturl}', ['opt_out_missing']],
    ['Stop: {OptOutURL} and now the news', ['opt_out_not_last']],
    ['Sale. Stop: {OptOutURL}', []],
    ['Sale (stop: {OptOutURL}).', []],
  ])('tells of %j: %j', async (body, codes) => {
    const { warnings, plugin } = checked();
    const { chatti, seen } = testClient({ plugins: [plugin] });
    await chatti.messages.send(deepFreeze({ to, body }));
    expect(warnings.map(({ code }) => code)).toEqual(codes);
    expect(seen).toHaveLength(1);
  });

  it('names the item of a batch, with the default of the batch considered', async () => {
    const { warnings, plugin } = checked();
    const { chatti } = testClient({ plugins: [plugin] });
    await chatti.messages.sendBatch(
      deepFreeze({ body: 'Stop: {OptOutURL}', messages: [{ to }, { to, body: 'Sale' }] }),
    );
    expect(warnings.map(({ field }) => field)).toEqual(['messages[1].body']);
  });

  it('looks at marketing only, and at the text as the plugins before have made it', async () => {
    const { warnings, plugin } = checked(({ metadata }) => metadata?.['kind'] === 'marketing');
    const { chatti } = testClient({
      plugins: [appendOptOutLink({ only: ({ reference }) => reference === 'a' }), plugin],
    });
    const metadata = { kind: 'marketing' };
    await chatti.messages.send({ to, body: 'Sale', reference: 'a', metadata });
    await chatti.messages.send({ to, body: 'Your code is 1234' });
    expect(warnings).toEqual([]);
    await chatti.messages.send({ to, body: 'Sale', reference: 'b', metadata });
    expect(warnings).toHaveLength(1);
  });

  it('says nothing of the text in its sentence', async () => {
    const { warnings, plugin } = checked();
    const { chatti } = testClient({ plugins: [plugin] });
    await chatti.messages.send({ to, body: 'canary text' });
    expect(JSON.stringify(warnings)).not.toContain('canary');
  });

  it('ends the call before anything is sent where the callback throws', async () => {
    const plugin = marketingCheck({
      onWarning: () => {
        throw new Error('no marketing without a way out');
      },
    });
    const { chatti, seen } = testClient({ plugins: [plugin] });
    const error = await chatti.messages
      .send({ to, body: 'Sale', reference: 'r1' })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PluginError);
    expect(error).toMatchObject({ plugin: 'marketingCheck', outcome: 'not_sent', reference: 'r1' });
    expect(seen).toEqual([]);
  });
});
