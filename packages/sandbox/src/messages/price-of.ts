import { callingCodeOf } from '@chatti/core/rules';
import { OTHER_PRICE, TARIFF } from './tariff.table.ts';

/** What a message costs, in ten-thousandths; an MMS is one of no segments. */
export function priceOf(to: string, segments: number): number {
  const price = TARIFF[callingCodeOf(to) ?? ''] ?? OTHER_PRICE;
  return segments === 0 ? price.mms : segments * price.segment;
}
