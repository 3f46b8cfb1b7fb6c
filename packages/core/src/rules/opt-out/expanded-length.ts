import { countCodePoints } from '../text/count-code-points.ts';
import { OPT_OUT_TAG } from './opt-out-tag.ts';

/**
 * Characters (Unicode code points, as the limit of 1570 counts them) that a text has once every opt-out tag is
 * replaced by a link of `linkLength` characters. A length of 0 tells what no link could shorten.
 *
 * @example
 * expandedLength('Stop: {OptOutURL}', 30); // 36
 */
export function expandedLength(text: string, linkLength: number): number {
  const tags = text.split(OPT_OUT_TAG).length - 1;
  return countCodePoints(text) + tags * (linkLength - OPT_OUT_TAG.length);
}
