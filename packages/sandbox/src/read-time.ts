import type { FieldCode } from '@chatti/core/contract';
import { parseTimestamp } from '@chatti/core/rules';
import { fieldRefusal } from './refusal.ts';

/** The instants that ISO 8601 can write with a year of four digits, which is how all times go out. */
const firstInstant = Date.parse('0000-01-01T00:00:00Z');
const lastInstant = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * Reads a time of a request, in ms since 1970. A zone whose plus was not encoded in the query arrives with a space, and is
 * read all the same.
 *
 * @throws `Refusal` that names the field.
 */
export function readTime(field: string, text: string, now: Date): number {
  const time = (parseTimestamp(text, now) ?? parseTimestamp(withPlus(text), now))?.getTime();
  if (time === undefined || time < firstInstant || time > lastInstant)
    throw fieldRefusal(field, 'invalid_timestamp');
  return time;
}

function withPlus(text: string): string {
  return text.replace(/ (\d\d:?\d\d)$/, '+$1');
}

/** How far ahead a message can be scheduled, in ms: 60 days. */
const farthest = 60 * 86_400_000;

/**
 * Reads the time at which a message is to be sent.
 *
 * @throws `Refusal` where it is no time, not in the future, or more than 60 days ahead.
 */
export function readSchedule(field: string, text: string, now: Date): number {
  const time = readTime(field, text, now);
  const fault = faultOf(time - now.getTime());
  if (fault) throw fieldRefusal(field, fault);
  return time;
}

function faultOf(ahead: number): FieldCode | undefined {
  if (ahead <= 0) return 'in_the_past';
  return ahead > farthest ? 'out_of_range' : undefined;
}
