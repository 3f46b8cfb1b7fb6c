import { describe, expect, it } from 'vitest';
import { createNames } from '../names.ts';
import { FaultPlan } from './fault-plan.ts';

const open = (seed = 'seed') => new FaultPlan(createNames(seed), []);
const take = (plan: FaultPlan, endpoint = 'account.get', key: string | null = 'k') =>
  plan.take(endpoint, key)?.text;

describe('FaultPlan', () => {
  it('gives the next fault to one request, or to as many as were asked', () => {
    const plan = open();
    plan.next('429');
    plan.next('500', { times: 2 });
    expect([1, 2, 3, 4].map(() => take(plan))).toEqual(['429', '500', '500', undefined]);
  });

  it('gives a script one by one', () => {
    const plan = open();
    plan.script(['429', 'reset-after-commit', 'ok']);
    expect(plan.list()).toEqual([{ faults: ['429', 'reset-after-commit', 'ok'] }]);
    expect([1, 2, 3, 4].map(() => take(plan))).toEqual(['429', 'reset-after-commit', 'ok', undefined]);
    expect(plan.list()).toEqual([]);
  });

  it('leaves requests alone that are outside the scope', () => {
    const plan = open();
    plan.next('429', { endpoint: 'messages.send', apiKey: 'mine' });
    expect(take(plan, 'messages.list', 'mine')).toBeUndefined();
    expect(take(plan, 'messages.send', 'other')).toBeUndefined();
    expect(take(plan, 'messages.send', null)).toBeUndefined();
    expect(take(plan, 'messages.send', 'mine')).toBe('429');
  });

  it('meets requests by chance about as often as was asked, and the same ones with the same seed', () => {
    const draw = (seed: string) => {
      const plan = open(seed);
      plan.chance(0.25, '503');
      return Array.from({ length: 2000 }, () => take(plan) ?? '').join();
    };
    expect(draw('a')).toBe(draw('a'));
    expect(draw('a')).not.toBe(draw('b'));
    expect(draw('a').match(/503/g)?.length).toBeGreaterThan(400);
    expect(draw('a').match(/503/g)?.length).toBeLessThan(600);
  });

  it('never meets by a chance of 0, and always by one of 1', () => {
    const plan = open();
    plan.chance(0, '500');
    plan.chance(1, '503');
    expect([1, 2, 3].map(() => take(plan))).toEqual(['503', '503', '503']);
    plan.clear();
    expect(take(plan)).toBeUndefined();
  });

  it('puts what comes for certain before what may come', () => {
    const plan = open();
    plan.chance(1, '503');
    plan.next('429');
    expect([take(plan), take(plan)]).toEqual(['429', '503']);
  });

  it('begins again as it began', () => {
    const plan = new FaultPlan(createNames('x'), [{ faults: ['429'] }]);
    take(plan);
    plan.next('500');
    plan.restart();
    expect([take(plan), take(plan)]).toEqual(['429', undefined]);
  });

  it.each([
    [() => open().next('418')],
    [() => open().next('429', { times: 0 })],
    [() => open().next('429', { endpoint: 'messages.sned' })],
    [() => open().chance(1.5, '429')],
    [() => open().add({ faults: ['429', '500'], probability: 0.5 })],
    [() => open().script(Array(10_001).fill('ok'))],
  ])('refuses what it cannot do (%#)', (work) => {
    expect(work).toThrow(TypeError);
  });
});
