import type { Plugin } from '../contract/plugin.ts';
import { isDefinitelyNotSent } from '../errors/chatti-error.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { LimitError } from '../errors/limit-error.ts';
import { expandOptOut } from '../rules/opt-out/opt-out-tag.ts';
import { countSegments } from '../rules/text/count-segments.ts';
import { type Clock, runtimeClock } from './clock.ts';
import { messagesOf, type Outgoing, referenceOf } from './outgoing.ts';
import { type Share, SlidingTotal } from './sliding-total.ts';

const periods = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** How much may be sent. */
export interface SegmentLimitOptions {
  /** How many segments; a whole number from 1. */
  readonly segments: number;
  /** In how long a time, sliding: never more in any `minute`, `hour` or `day`, or any number of milliseconds. */
  readonly per: keyof typeof periods | number;
  /** What an MMS counts as; a whole number from 0. Default 1. Set what it costs you, in segments. */
  readonly mmsSegments?: number | undefined;
  /** How long an opt-out link is taken to be, in characters. Default 60. `messages.preview` tells the real length. */
  readonly optOutLinkLength?: number | undefined;
  /** Time, for tests. Default the runtime's own. */
  readonly clock?: Clock | undefined;
}

/**
 * A stop for spending that holds before the send: what a message will cost is set aside first, so that calls under
 * way together cannot pass the limit, and comes back only where it is certain that nothing was sent (`not_sent`,
 * `rejected`, a rejected item of a batch). Where the server counts more segments than were set aside, the
 * difference counts as well.
 *
 * A call that would pass the limit throws a `LimitError`, which tells when it could go, and nothing is sent. A batch
 * goes whole or not at all. To be put last, after plugins that change texts or wait. The count is that of this one plugin, in
 * memory: give it to all clients that share the budget. Other processes have their own, and a restart begins anew.
 * Acts on `send`, `sendBatch` and `sendMany`; a scheduled message counts when it is handed over.
 *
 * @throws `ConfigurationError` when made with figures that make no limit.
 * @example
 * ```ts
 * const chatti = createChatti({ plugins: [smartEncoding(), segmentLimit({ segments: 5000, per: 'day' })] });
 * ```
 */
export function segmentLimit(options: SegmentLimitOptions): Plugin {
  const { segments, per, mmsSegments = 1, optOutLinkLength = 60, clock = runtimeClock } = options;
  const most = checkedCount('segments', segments, 1);
  const link = 'x'.repeat(checkedCount('optOutLinkLength', optOutLinkLength, 0));
  const ofMms = checkedCount('mmsSegments', mmsSegments, 0);
  const total = new SlidingTotal(checkedPeriod(per));
  const costOf = ({ body = '', media }: Outgoing): number =>
    media === undefined ? countSegments(expandOptOut(body, link)).segments : ofMms;
  return {
    name: 'segmentLimit',
    async wrap(call, next) {
      const messages = messagesOf(call);
      if (messages.length === 0) return next();
      const costs = messages.map(({ message }) => costOf(message));
      const share = reserve({ total, most, now: clock.now() }, sum(costs), referenceOf(call));
      let result: unknown;
      try {
        result = await next();
      } catch (error) {
        if (isDefinitelyNotSent(error)) share.amount -= sum(costs);
        throw error;
      }
      share.amount += correction(
        call.name === 'messages.send' ? [{ message: result }] : itemsOf(result),
        costs,
      );
      return result;
    },
  };
}

interface Budget {
  readonly total: SlidingTotal;
  readonly most: number;
  readonly now: number;
}

function reserve({ total, most, now }: Budget, needed: number, reference: string | undefined): Share {
  const left = most - total.at(now);
  if (needed <= left) return total.add(now, needed);
  const retryAfterMs = needed > most ? undefined : Math.ceil(total.untilAtMost(most - needed, now));
  const told = `segmentLimit: ${needed} segments are needed, ${Math.max(0, left)} of ${most} are left`;
  throw new LimitError(told, { reference, retryAfterMs });
}

/** What the server judged of one message, as far as it can be read. */
interface Judged {
  readonly index?: unknown;
  readonly status?: unknown;
  readonly message?: unknown;
}

/** What the reply adds to what was set aside, or takes from it. An item that it does not mention stays as it was. */
function correction(items: readonly Judged[], costs: readonly number[]): number {
  const byPlace = new Map(
    items.map((item, place) => [typeof item.index === 'number' ? item.index : place, item]),
  );
  return sum(
    costs.map((cost, place) => {
      const { status, message } = byPlace.get(place) ?? {};
      return status === 'rejected' ? -cost : Math.max(0, segmentsOf(message) - cost);
    }),
  );
}

function itemsOf(result: unknown): readonly Judged[] {
  const data = field(result, 'data');
  return Array.isArray(data) ? data.map((item: unknown) => Object(item) as Judged) : [];
}

function segmentsOf(message: unknown): number {
  const counted = field(message, 'segments');
  return typeof counted === 'number' && Number.isSafeInteger(counted) ? counted : 0;
}

/** A field of what may be anything: the result may be that of another plugin. */
function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

function checkedCount(option: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new ConfigurationError(`segmentLimit.${option}`, `is not a whole number from ${least}`);
}

function checkedPeriod(per: SegmentLimitOptions['per']): number {
  const periodMs = typeof per === 'number' ? per : Object.hasOwn(periods, per) ? periods[per] : undefined;
  if (periodMs !== undefined && Number.isFinite(periodMs) && periodMs > 0) return periodMs;
  throw new ConfigurationError(
    'segmentLimit.per',
    'is not minute, hour, day, or a number of milliseconds above 0',
  );
}
