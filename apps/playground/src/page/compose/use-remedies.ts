import { appendOptOut } from '@chatti/core/rules';
import type { RefObject } from 'react';
import type { Remedy } from './advice.table.ts';
import { currentDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import { useSenders } from './sender-field.tsx';
import { typeInto } from './type-into.ts';

/** What the buttons beside the text and its hints do. */
export interface Remedies {
  /** Puts another text in its place, as if it had been typed. */
  readonly rewrite: (text: string) => void;
  /** What the button of a remedy says; undefined where it cannot help here. */
  readonly offerOf: (remedy: Remedy) => string | undefined;
  readonly apply: (remedy: Remedy) => void;
}

interface RemedyParts {
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly defaultSender: string | null | undefined;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** Does what hints advise. */
export function useRemedies({ box, defaultSender, onChange }: RemedyParts): Remedies {
  const own = useSenders().find(({ two_way: twoWay, status }) => twoWay && status === 'active')?.value;
  const number = own ?? (defaultSender?.startsWith('+') ? defaultSender : undefined);
  const rewrite = (text: string): void => {
    if (box.current) typeInto(box.current, text);
  };
  return {
    rewrite,
    offerOf: (remedy) => (remedy === 'append opt-out' ? 'Add an opt-out' : number && `Send from ${number}`),
    apply(remedy) {
      if (remedy === 'append opt-out') rewrite(appendOptOut(currentDraft().body));
      else if (number !== undefined) onChange({ from: number });
    },
  };
}
