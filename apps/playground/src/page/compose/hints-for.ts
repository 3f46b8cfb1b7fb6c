import { commonFindings } from './cost.ts';
import type { Hint } from './findings.ts';
import { hintsOf } from './findings.ts';
import { SENDER_CODES, senderTroubles } from './sender-troubles.ts';
import type { CostAnswer } from './use-cost.ts';
import type { Judgement } from './use-judgement.ts';
import type { Writing } from './use-writing.ts';

/** What is said of the whole sum instead of each message. */
const ofTheSum = 'insufficient_credit';

/** Everything that was found: of many recipients what goes for the message, and where its sender cannot be used. */
export function hintsFor(
  writing: Writing,
  { preview, lint }: Judgement,
  { previews, destinations }: CostAnswer,
): Hint[] {
  if (writing.numbers.length < 2) return hintsOf(preview, lint);
  const { warnings, errors } = commonFindings(previews);
  const isCommon = ({ code }: { readonly code: string | null }): boolean =>
    !SENDER_CODES.has(code) && code !== ofTheSum;
  const found = hintsOf(
    { warnings: warnings?.filter(isCommon) ?? [], errors: errors?.filter(isCommon) ?? [] },
    lint?.filter(isCommon),
  );
  if (!writing.hasContent) return found;
  const sender = writing.draft.from.trim() || (writing.account?.default_sender ?? '');
  return [...found, ...senderTroubles(sender, destinations.places)];
}
