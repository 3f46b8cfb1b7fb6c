import { MARKETING_WORDS } from './marketing-words.table.ts';

const words = Object.values(MARKETING_WORDS)
  .flat()
  .map((word) => word.replaceAll(' ', String.raw`\s+`))
  .join('|');

/** A word of the table as a word of its own. */
const word = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${words})(?![\p{L}\p{N}])`, 'iu');

/** `20% off`, `-30 %`, `save 15%`. */
const percentOff =
  /\d{1,3}\s?%\s?(?:off|rabatt|günstiger|de réduction|de remise|de descuento|di sconto)|[-−–]\s?\d{1,2}\s?%|\b(?:save|spare|up to)\s\d{1,2}\s?%/iu;

/** Whether a text reads like advertising. A guess by words: the sender knows better. */
export function readsLikeMarketing(text: string): boolean {
  return word.test(text) || percentOff.test(text);
}
