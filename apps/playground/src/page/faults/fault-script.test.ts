import { createSandbox } from '@chatti/sandbox';
import { expect, it } from 'vitest';
import { chanceIn, scriptIn, SCRIPTS, unknownIn } from './fault-script.ts';

it('reads a fault from each line', () => {
  expect(scriptIn(' 429; retry-after=2 \n\n503')).toEqual(['429; retry-after=2', '503']);
});

it('reads a share in percent and as a part of one', () => {
  expect([chanceIn('10%'), chanceIn('0.25'), chanceIn('100 %')]).toEqual([0.1, 0.25, 1]);
  for (const text of ['', '0', '2', 'often', '101%']) expect(chanceIn(text)).toBeUndefined();
});

it('offers no script that the sandbox does not know', async () => {
  await using sandbox = createSandbox();
  for (const { faults } of SCRIPTS) sandbox.faults.script([...faults]);
  expect(SCRIPTS.length).toBeGreaterThan(3);
});

it('names the line that begins with no fault', () => {
  const kinds = ['delay', 'html; status=502', 'ok'];
  expect(unknownIn(['429; retry-after=2', 'html', 'delay; ms=5', 'banana; ms=5'], kinds)).toBe(
    'banana; ms=5',
  );
  expect(
    unknownIn(['503', 'ok', '504-after-commit', 'html-after-commit; status=500'], kinds),
  ).toBeUndefined();
});
