import { FIELD_PROBLEMS, PROBLEMS } from '@chatti/core/contract';
import type { SentMany, SentOne } from '../../sent-many.ts';

/** What became of those that were not accepted, for one reason. */
export interface Reason {
  readonly outcome: SentOne['outcome'];
  readonly code: string;
  /** Why, in a sentence. */
  readonly sentence: string;
  readonly to: readonly string[];
}

/** What became of many messages. */
export interface ManyOutcomes {
  readonly accepted: readonly SentOne[];
  /** Why the others were not, the unknown ones first: those alone need to be looked after. */
  readonly reasons: readonly Reason[];
  /** How many nothing was said of: everything ended before their turn. */
  readonly unsaid: number;
}

/** Puts the results of many messages together by what became of them. */
export function outcomesOf({ results }: SentMany, given: number): ManyOutcomes {
  const accepted = results.filter(({ outcome }) => outcome === 'accepted');
  const others = results.filter(({ outcome }) => outcome !== 'accepted');
  const groups = Map.groupBy(others, (one) => `${one.outcome} ${codeOf(one)}`);
  const reasons = [...groups.values()].map((group): Reason => {
    const [first] = group;
    const code = first ? codeOf(first) : '';
    const sentence = first ? sentenceOf(first) : '';
    return { outcome: first?.outcome ?? 'unknown', code, sentence, to: group.map(({ to }) => to) };
  });
  const isKnown = ({ outcome }: Reason): number => (outcome === 'unknown' ? 0 : 1);
  return {
    accepted,
    reasons: reasons.sort((a, b) => isKnown(a) - isKnown(b)),
    unsaid: given - results.length,
  };
}

/** The complaint about a field says more than that there is one. */
function codeOf({ error }: SentOne): string {
  return error?.errors[0]?.code ?? error?.code ?? 'failed';
}

const sentences: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(PROBLEMS).map(([code, { message }]) => [code, message])),
  ...Object.fromEntries(
    Object.entries(FIELD_PROBLEMS).map(([code, message]) => [code, `The value ${message}.`]),
  ),
  invalid_number: 'This is no phone number in E.164 form.',
};

function sentenceOf(one: SentOne): string {
  const code = codeOf(one);
  return Object.hasOwn(sentences, code)
    ? (sentences[code] ?? '')
    : (one.error?.message ?? 'No reason was given.');
}

/** What became of the many, in one sentence. */
export function manySentence(
  { accepted, reasons, unsaid }: ManyOutcomes,
  road: string,
  place: string,
): string {
  const count = (outcome: SentOne['outcome']): number =>
    reasons.filter((reason) => reason.outcome === outcome).reduce((sum, { to }) => sum + to.length, 0);
  const parts = [
    said(accepted.length, 'accepted'),
    said(count('rejected'), `refused by the ${place}`),
    said(count('not_sent') + unsaid, 'not sent'),
    said(count('unknown'), 'perhaps sent: look into the inbox before you send again'),
  ].filter((part) => part !== '');
  return `Through ${road}: ${parts.join(', ')}.`;
}

function said(count: number, what: string): string {
  return count === 0 ? '' : `${count} ${what}`;
}
