import { Field } from '../design/field.tsx';

/** The most characters of a subject: the limit of the contract. */
const subjectLength = 64;

interface SubjectFieldProps {
  readonly subject: string;
  readonly type: 'sms' | 'mms';
  readonly fault: string | undefined;
  readonly onChange: (subject: string) => void;
}

/** The subject of an MMS. */
export function SubjectField({ subject, type, fault, onChange }: SubjectFieldProps) {
  const lost = type === 'sms' ? 'Only an MMS has a subject: add a file, or empty this.' : undefined;
  const long =
    subject.length > subjectLength
      ? `${subject.length} characters, and ${subjectLength} is the limit.`
      : undefined;
  return (
    <Field
      label="Subject"
      hint={`${subject.length} of ${subjectLength} characters.`}
      fault={lost ?? long ?? fault}
    >
      {(control) => (
        <input
          {...control}
          autoComplete="off"
          value={subject}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
