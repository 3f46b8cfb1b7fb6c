import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { MagicNumber } from '../../info.ts';
import { get } from '../api/request.ts';
import { Field } from '../design/field.tsx';
import { recipientsOf } from './call-fields.ts';
import { changeDraft, currentDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import { Picker } from './picker.tsx';
import { addRecipients, endsRecipient, isWrong, recipientsHint } from './recipients.ts';
import styles from './recipient-field.module.css';
import type { Token } from './token-input.tsx';
import { TokenInput } from './token-input.tsx';

interface RecipientFieldProps {
  readonly draft: Draft;
  readonly fault: string | undefined;
  /** Whether the numbers of the sandbox whose end is decided are of use. */
  readonly isSandbox: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** Everybody that the message goes to. */
export function RecipientField({ draft, fault, isSandbox, onChange }: RecipientFieldProps) {
  const [merged, sayMerged] = useState(0);
  const recipients = recipientsOf(draft);
  const commit = (text: string): void => {
    const { recipients: to, duplicates } = addRecipients(currentDraft().to, text);
    sayMerged(duplicates);
    onChange({ to, toPending: '' });
  };
  const write = (text: string): void => {
    if (endsRecipient(text)) commit(text);
    else onChange({ toPending: text });
  };
  const tokens = useMemo(() => draft.to.map(tokenOf), [draft.to]);
  const hint = useMemo(() => recipientsHint(recipients), [recipients]);
  const wrong = tokens.filter((token) => token.fault !== undefined).length;
  return (
    <div>
      <Field
        label="To"
        hint={hint}
        fault={recipients.length > 1 ? undefined : fault}
        aside={isSandbox && <OutcomePicker onPick={commit} />}
      >
        {(control) => (
          <TokenInput
            control={control}
            tokens={tokens}
            pending={draft.toPending}
            placeholder="one number, or a pasted list"
            inputMode="tel"
            onPending={write}
            onCommit={commit}
            onRemove={(index) => onChange({ to: draft.to.filter((_, place) => place !== index) })}
          />
        )}
      </Field>
      <p className={styles.about}>
        <span role="status">
          {merged > 0 &&
            `${merged} ${merged === 1 ? 'was' : 'were'} in the list already, and ${merged === 1 ? 'is' : 'are'} sent to once.`}
        </span>
        {wrong > 0 && draft.to.length > 1 && (
          <button type="button" onClick={() => onChange({ to: draft.to.filter((text) => !isWrong(text)) })}>
            Remove the {wrong === 1 ? 'wrong one' : `${wrong} wrong ones`}
          </button>
        )}
        {draft.to.length > 3 && (
          <button type="button" onClick={() => changeDraft({ to: [], toPending: '' })}>
            Remove all
          </button>
        )}
      </p>
    </div>
  );
}

function tokenOf(text: string): Token {
  return { text, fault: isWrong(text) ? 'no number' : undefined };
}

/** The numbers of the sandbox whose end is decided. */
function OutcomePicker({ onPick }: { onPick: (number: string) => void }) {
  const { data = [] } = useQuery({
    queryKey: ['magic recipients'],
    queryFn: ({ signal }) => get<readonly MagicNumber[]>('/api/magic-recipients', signal),
    staleTime: Infinity,
  });
  const choices = data.map(({ number, outcome, refused }) => ({
    value: number,
    detail: outcome
      .split('`')
      .map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part)),
    words: outcome,
    group: refused ? 'The send is refused' : 'The send is accepted',
  }));
  return <Picker name="Pick an outcome" choices={choices} onPick={onPick} />;
}
