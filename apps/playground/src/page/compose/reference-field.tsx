import { Field } from '../design/field.tsx';
import { referenceOf } from './call-fields.ts';
import type { Draft } from './draft.ts';

interface ReferenceFieldProps {
  readonly draft: Draft;
  readonly fault: string | undefined;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** The sender's own name for the message. */
export function ReferenceField({ draft, fault, onChange }: ReferenceFieldProps) {
  const own = draft.reference === '' ? referenceOf(draft) : '';
  const hint =
    own === ''
      ? 'Your own name for it: it comes back everywhere, and the inbox finds it.'
      : `Left out: all of them get ${own}, so that they are found together.`;
  return (
    <Field label="Reference" hint={hint} fault={fault}>
      {(control) => (
        <input
          {...control}
          className="mono"
          autoComplete="off"
          spellCheck={false}
          placeholder={own === '' ? 'winter-4411' : own}
          value={draft.reference}
          onChange={(event) => onChange({ reference: event.target.value })}
        />
      )}
    </Field>
  );
}
