import { Field } from '../design/field.tsx';
import { currentDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import { faultOfFacts, readFact, withFact } from './facts.ts';
import { TokenInput } from './token-input.tsx';

interface FactsFieldProps {
  readonly draft: Draft;
  readonly fault: string | undefined;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** The sender's own facts, `key: value` each. */
export function FactsField({ draft: { metadata, metadataPending }, fault, onChange }: FactsFieldProps) {
  const commit = (text: string): void => {
    const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
    const read = lines.map(readFact);
    const facts = read.reduce((all, fact) => (fact ? withFact(all, fact) : all), currentDraft().metadata);
    // What is no fact yet stays to be mended.
    onChange({ metadata: facts, metadataPending: lines.filter((_, index) => !read[index]).join(' ') });
  };
  const isHalf = metadataPending.trim() !== '' && !readFact(metadataPending);
  return (
    <Field
      label="Metadata"
      hint={
        isHalf
          ? 'Write it as key: value. As it is, it is left out.'
          : 'key: value, and Enter. Yours alone: it comes back with the message.'
      }
      fault={faultOfFacts(metadata) ?? fault}
    >
      {(control) => (
        <TokenInput
          control={control}
          tokens={metadata.map(({ key, value }) => ({ text: `${key}: ${value}` }))}
          pending={metadataPending}
          placeholder="campaign: winter"
          onPending={(text) => onChange({ metadataPending: text })}
          onCommit={commit}
          onRemove={(index) => onChange({ metadata: metadata.filter((_, place) => place !== index) })}
        />
      )}
    </Field>
  );
}
