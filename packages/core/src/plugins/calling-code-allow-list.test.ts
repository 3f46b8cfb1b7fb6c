import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { InputError } from '../errors/input-error.ts';
import { callingCodeAllowList } from './calling-code-allow-list.ts';
import { collect, deepFreeze, testClient, to } from './test-client.test-data.ts';

const irish = '+353861234567';
const code = 'calling_code_not_allowed';

describe('callingCodeAllowList', () => {
  it('lets allowed numbers through', async () => {
    const { chatti, seen } = testClient({ plugins: [callingCodeAllowList(['44', '+353'])] });
    await chatti.messages.send(deepFreeze({ to, body: 'Hi' }));
    await chatti.messages.send({ to: irish, body: 'Hi' });
    expect(seen).toHaveLength(2);
  });

  it('refuses any other number before anything is sent, without the number in the error', async () => {
    const { chatti, seen } = testClient({ plugins: [callingCodeAllowList(['44'])] });
    const error = await chatti.messages
      .send({ to: irish, body: 'Hi', reference: 'r1' })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({ outcome: 'not_sent', reference: 'r1', issues: [{ path: 'to', code }] });
    expect(String(error)).toContain('+44');
    expect(String(error)).not.toContain('353');
    expect(seen).toEqual([]);
  });

  it('refuses a number that begins like an allowed code but is of another', async () => {
    const { chatti } = testClient({ plugins: [callingCodeAllowList(['7'])] });
    await expect(chatti.messages.send({ to: '+821012345678', body: 'Hi' })).rejects.toThrow(InputError);
  });

  it('names each such item of a batch, and sends none of it', async () => {
    const { chatti, seen } = testClient({ plugins: [callingCodeAllowList(['44'])] });
    const batch = deepFreeze({ body: 'Hi', messages: [{ to }, { to: irish }, { to: '+4915112345678' }] });
    const error = await chatti.messages.sendBatch(batch).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      issues: [
        { path: 'messages[1].to', code },
        { path: 'messages[2].to', code },
      ],
    });
    expect(seen).toEqual([]);
  });

  it('has sendMany refuse those messages alone', async () => {
    const { chatti } = testClient({ plugins: [callingCodeAllowList(['44'])] });
    const messages = [to, irish, to, to, irish].map((number) => ({ to: number, body: 'Hi' }));
    const results = await collect(chatti.messages.sendMany(messages));
    expect(results.map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'not_sent',
      'accepted',
      'accepted',
      'not_sent',
    ]);
  });

  it('leaves calls that send nothing alone', async () => {
    const { chatti, seen } = testClient({ plugins: [callingCodeAllowList(['44'])] });
    await chatti.optOuts.create({ number: irish });
    await chatti.messages.preview({ to: irish, body: 'Hi' });
    expect(seen).toHaveLength(2);
  });

  it.each([[[]], [['']], [['999999']], [['4']], [['UK']], [['44 ']]])(
    'refuses to be made with %j',
    (codes) => {
      expect(() => callingCodeAllowList(codes)).toThrow(ConfigurationError);
    },
  );
});
