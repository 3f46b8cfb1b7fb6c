import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { RequestProblem } from '../api/request.ts';
import { sentenceOf } from '../api/sentence-of.ts';
import controls from '../design/controls.module.css';
import { Field } from '../design/field.tsx';
import { Note } from '../design/note.tsx';
import { ContractComment } from './contract-comment.tsx';
import styles from './contract-form.module.css';
import { documentQuery, inputSchema } from './documents.ts';
import type { DocumentName } from './documents.ts';
import { FormControl } from './form-control.tsx';
import { formFields, inputOf } from './form-fields.ts';
import type { FormField, FormValues } from './form-fields.ts';

interface ContractFormProps {
  readonly document: DocumentName;
  /** The row, as the contract names it: `webhooks.create`. */
  readonly row: string;
  /** What is filled in to begin with. */
  readonly initial?: FormValues;
  /** Fields that are given otherwise, and not asked for. */
  readonly without?: readonly string[];
  /** What its button says. */
  readonly action: string;
  readonly problem: RequestProblem | undefined;
  readonly isPending: boolean;
  readonly onSubmit: (input: Record<string, unknown>) => void;
}

/** A form whose fields, choices and comments are those of a row of the contract. */
export function ContractForm(props: ContractFormProps) {
  const { document: name, row, initial = {}, without = [], action, problem, isPending, onSubmit } = props;
  const { data: document } = useQuery(documentQuery(name));
  const [values, setValues] = useState<FormValues>(initial);
  if (!document) return null;
  const fields = formFields(inputSchema(document, row)).filter((field) => !without.includes(field.name));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isPending) onSubmit(inputOf(fields, values));
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {fields.map((field) => (
        <OneField
          key={field.name}
          field={field}
          value={values[field.name]}
          problem={problem}
          onChange={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
      {problem && <Failure problem={problem} known={fields} />}
      <button type="submit" className={controls.primary} aria-disabled={isPending}>
        {action}
      </button>
    </form>
  );
}

interface OneFieldProps {
  readonly field: FormField;
  readonly value: FormValues[string];
  readonly problem: RequestProblem | undefined;
  readonly onChange: (value: FormValues[string]) => void;
}

function OneField({ field, value, problem, onChange }: OneFieldProps) {
  const error = problem?.errors.find((one) => one.field.split(/[.[]/)[0] === field.name);
  const fault = error && sentenceOf('This', error.message);
  if (field.kind === 'choices' || field.kind === 'flag')
    return <FormControl field={field} value={value} fault={fault} onChange={onChange} />;
  return (
    <Field label={field.label} hint={field.hint && <ContractComment text={field.hint} />} fault={fault}>
      {(control) => (
        <FormControl field={field} value={value} control={control} fault={fault} onChange={onChange} />
      )}
    </Field>
  );
}

/** What went wrong that belongs to no field. */
function Failure({ problem, known }: { problem: RequestProblem; known: readonly FormField[] }) {
  const told = problem.errors.some(({ field }) => known.some(({ name }) => field.split(/[.[]/)[0] === name));
  if (told) return null;
  return (
    <Note tone="bad" role="alert">
      {problem.outcome === 'unknown' ? 'It may have been done. ' : 'Nothing was done. '}
      {problem.upstream?.message ?? problem.detail}
    </Note>
  );
}
