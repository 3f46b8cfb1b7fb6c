import { figure } from '../design/figure.ts';
import type { KnownCost } from './use-cost.ts';

/** How the sum was found: whether it is exact. */
export function basisSentence({ isEach, asked }: Pick<KnownCost, 'isEach' | 'asked'>): string {
  if (asked === 0) return 'No price is known.';
  if (isEach) return `Exact: the server was asked about each of ${figure(asked)}.`;
  const whom = asked === 1 ? 'one number' : `one number in each of ${figure(asked)} countries`;
  return `An estimate, priced by ${whom}: networks within a country may differ.`;
}

/** What the sum does not hold, and what stands against it. Nothing was sent by any of it. */
export function doubtSentences(cost: KnownCost): string[] {
  const { unpriced, isEach, isShort, balance, currency } = cost;
  const whom = unpriced === 1 ? '1 recipient has' : `${figure(unpriced)} recipients have`;
  return [
    ...(isShort ? [`The account holds ${balance} ${currency}, which does not cover it all.`] : []),
    ...(unpriced > 0 ? [`${whom} no price here, and will add to the ${isEach ? 'total' : 'estimate'}.`] : []),
    ...stopSentences(cost),
    ...optOutSentences(cost),
  ];
}

function stopSentences({ stopped }: KnownCost): string[] {
  if (stopped === null) return [];
  const { message, retry_after_s: seconds } = stopped;
  const until = seconds === null ? '' : ` for ${seconds} s`;
  return [`The server is asked no more${until}. ${message}`];
}

function optOutSentences({ optOuts }: KnownCost): string[] {
  if (optOuts === undefined) return [];
  const { read, total } = optOuts;
  if (total === undefined) return ['Who has opted out could not be read.'];
  return total > read ? [`Of ${figure(total)} opt-outs the newest ${figure(read)} were looked at.`] : [];
}

/** What stands behind the sum: for how many it is, and whether it is a guess. */
export function sumSentence({ priced, unpriced, left, isEach, currency }: KnownCost): string {
  const all = priced + unpriced + left.reduce((sum, { to }) => sum + to.length, 0);
  const whom = priced === all ? `for ${figure(all)}` : `for ${figure(priced)} of ${figure(all)}`;
  return `${currency} ${whom}${isEach ? '' : ', estimated'}`;
}
